import sharp from 'sharp';
import { expect, test } from 'vitest';
import { Codecs } from '../codecs/codecs.ts';
import { loadNodeCodecs } from '../node.ts';
import { noise } from '../png/noise.fixture.ts';
import { assembleWebp } from './animated-webp.ts';
import { renderAnimation } from './render-animation.ts';

const codecs = new Codecs(await loadNodeCodecs());
const frames = [0, 1, 2].map((i) => ({
  pixels: noise(9 * 20 * 3).map((value) => value ^ (i * 37)),
  ...{ height: 9, width: 20, channels: 3 },
}));

test('libwebp plays the very frames, with their times, for ever', async () => {
  const { bytes, samples } = await renderAnimation(
    frames,
    { format: 'webp', frameMs: 120 },
    codecs,
  );
  const metadata = await sharp(bytes, { animated: true }).metadata();
  expect(metadata).toMatchObject({ format: 'webp', width: 20, pageHeight: 9, pages: 3, loop: 0 });
  expect(metadata.delay).toEqual([120, 120, 120]);
  const shown = await sharp(bytes, { animated: true }).removeAlpha().raw().toBuffer();
  expect(new Uint8Array(shown)).toEqual(samples);
});

test('a GIF shows every gray, and colours nearly', async () => {
  const gray = [noise(200), noise(200).reverse()].map((pixels) => ({
    pixels,
    ...{ height: 10, width: 20, channels: 1 },
  }));
  const { bytes, samples } = await renderAnimation(gray, { format: 'gif', frameMs: 80 }, codecs);
  const shown = sharp(bytes, { animated: true }).removeAlpha().toColourspace('srgb');
  const rgb = await shown.raw().toBuffer();
  expect(rgb.filter((_, i) => i % 3 === 0)).toEqual(Buffer.from(samples));
});

test('refuses what is no animation', async () => {
  expect(() => assembleWebp([], { width: 1, height: 1 }, 80)).toThrow('at least one frame');
  const [frame] = frames;
  if (frame === undefined) throw new Error('expected a frame');
  await expect(
    renderAnimation(
      [frame, { ...frame, width: 9, height: 20 }],
      { format: 'gif', frameMs: 80 },
      codecs,
    ),
  ).rejects.toThrow('expected frames of 9×20×3, got 20×9×3');
  await expect(renderAnimation([frame], { format: 'webp', frameMs: 1.5 }, codecs)).rejects.toThrow(
    /frameMs .* got 1.5/,
  );
});
