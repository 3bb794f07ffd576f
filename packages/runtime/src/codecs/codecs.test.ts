import { decode } from 'fast-png';
import { expect, test } from 'vitest';
import { loadNodeCodecs } from '../node.ts';
import { noise } from '../png/noise.fixture.ts';
import { renderImages } from '../render.ts';
import { Codecs } from './codecs.ts';

const codecs = new Codecs(await loadNodeCodecs());
const gray = { pixels: noise(28 * 20), height: 28, width: 20, channels: 1 };
const colours = { pixels: noise(9 * 7 * 3), height: 9, width: 7, channels: 3 };

test('starting a codec leaves no global and no listener of a process behind', async () => {
  const globals = Object.getOwnPropertyNames(globalThis);
  const listeners = process.listenerCount('uncaughtException');
  const fresh = new Codecs(await loadNodeCodecs());
  await fresh.encodeWebp(gray);
  await fresh.encodeJpeg(gray, 90);
  expect(Object.getOwnPropertyNames(globalThis)).toEqual(globals);
  expect(process.listenerCount('uncaughtException')).toBe(listeners);
});

test('a codec gives the same bytes again, after another image and after one that made its heap large', async () => {
  const first = await codecs.encodeWebp(colours);
  await codecs.encodeWebp({ pixels: noise(1024 * 1024), height: 1024, width: 1024, channels: 1 });
  expect(await codecs.encodeWebp(colours)).toEqual(first);
});

test('files begin as their formats do, and gray JPEG has one channel', async () => {
  const webp = await codecs.encodeWebp(gray, 80);
  expect(String.fromCharCode(...webp.subarray(0, 4), ...webp.subarray(8, 12))).toBe('RIFFWEBP');
  const jpeg = await codecs.encodeJpeg(gray, 80);
  expect([...jpeg.subarray(0, 3)]).toEqual([0xff, 0xd8, 0xff]);
  expect(channelsOfJpeg(jpeg)).toBe(1);
  expect(channelsOfJpeg(await codecs.encodeJpeg(colours, 80))).toBe(3);
});

test('quality decides the size', async () => {
  const sizes = await Promise.all([20, 60, 95].map((quality) => codecs.encodeJpeg(gray, quality)));
  expect(sizes.map(({ length }) => length)).toEqual(
    sizes.map(({ length }) => length).sort((a, b) => a - b),
  );
  expect((await codecs.encodeWebp(gray, 20)).length).toBeLessThan(
    (await codecs.encodeWebp(gray)).length,
  );
});

test('renders one image, a sheet, and a tensor', async () => {
  const one = await renderImages([colours], { format: 'png', size: 14 }, codecs);
  expect(decode(one.bytes)).toMatchObject({ width: 14, height: 18, channels: 3 });
  expect(one).toMatchObject({ mediaType: 'image/png', width: 14, height: 18 });
  const sheet = await renderImages([gray, gray, gray], { format: 'png', columns: 2 }, codecs);
  expect(decode(sheet.bytes)).toMatchObject({ width: 42, height: 58, channels: 1 });
  const tensor = await renderImages([colours, colours], { format: 'npy' }, codecs);
  expect(new TextDecoder().decode(tensor.bytes)).toContain("'shape': (2, 9, 7, 3)");
  expect(tensor.bytes.subarray(-189)).toEqual(colours.pixels);
});

test('refuses no images, and a size that whole pixels cannot give', async () => {
  await expect(renderImages([], { format: 'png' }, codecs)).rejects.toThrow('at least one image');
  await expect(renderImages([gray], { format: 'png', size: 30 }, codecs)).rejects.toThrow(
    'expected a whole factor of at least 1, got 1.5',
  );
});

/** From the frame header, https://www.w3.org/Graphics/JPEG/itu-t81.pdf B.2.2. */
function channelsOfJpeg(file: Uint8Array): number | undefined {
  const frame = file.findIndex(
    (byte, i) => byte === 0xff && [0xc0, 0xc2].includes(file[i + 1] ?? 0),
  );
  return file[frame + 9];
}
