import fc from 'fast-check';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { renderAnimation } from '../animation/render-animation.ts';
import { Codecs } from '../codecs/codecs.ts';
import { loadNodeCodecs } from '../node.ts';
import { noise } from '../png/noise.fixture.ts';
import { type Output, renderImages } from '../render.ts';
import {
  embedReceipt,
  findReceipt,
  type PictureFormat,
  pictureFormatOf,
  removeReceipt,
} from './embed.ts';

const codecs = new Codecs(await loadNodeCodecs());
const pictures = [
  { pixels: noise(28 * 300), height: 28, width: 300, channels: 1 },
  { pixels: noise(9 * 7 * 3), height: 9, width: 7, channels: 3 },
];
const receipts = [
  { receipt: '{"class":"t-shirt","seed":42}' },
  { receipt: `{"a":"<&>\\"'é"}`, signature: 'key.sig_-' },
];
const outputs: (Output & { format: PictureFormat })[] = [
  { format: 'png' },
  { format: 'webp' },
  { format: 'webp', quality: 80 },
  { format: 'jpeg' },
];

test.each(
  (['apng', 'gif', 'webp'] as const).flatMap((format) =>
    receipts.map((embedded) => ({ format, embedded })),
  ),
)('in an animation: $format, $embedded', async ({ format, embedded }) => {
  const frames = pictures.slice(1).flatMap((frame) => [frame, frame]);
  const { bytes, width, height } = await renderAnimation(frames, { format, frameMs: 80 }, codecs);
  const found = pictureFormatOf(bytes);
  if (found === undefined) throw new Error('expected a picture');
  expect(findReceipt(found, bytes)).toBeUndefined();
  const file = embedReceipt({ format, bytes, width, height }, embedded);
  expect(pictureFormatOf(file)).toBe(found);
  expect(findReceipt(found, file)).toEqual(embedded);
  expect(removeReceipt(found, file)).toEqual(bytes);
  const [before, after] = [bytes, file].map((it) => sharp(it, { animated: true }).raw());
  expect(await after?.toBuffer()).toEqual(await before?.toBuffer());
  for (let length = 0; length < file.length; length += 7) {
    const part = findReceipt(found, file.subarray(0, length));
    if (part !== undefined) expect(part.receipt).toBe(embedded.receipt);
  }
});

const cases = outputs.flatMap((output) =>
  pictures.flatMap((picture) => receipts.map((embedded) => ({ output, picture, embedded }))),
);

test.each(cases)('in, out and away: $output, $embedded', async ({ output, picture, embedded }) => {
  const { bytes, width, height } = await renderImages([picture], output, codecs);
  const { format } = output;
  expect(findReceipt(format, bytes)).toBeUndefined();
  expect(removeReceipt(format, bytes)).toEqual(bytes);
  const file = embedReceipt({ format, bytes, width, height }, embedded);
  expect(findReceipt(format, file)).toEqual(embedded);
  expect(removeReceipt(format, file)).toEqual(bytes);
  const { receipt } = embedded;
  const unsigned = embedReceipt(
    { format, bytes: removeReceipt(format, file), width, height },
    { receipt },
  );
  expect(findReceipt(format, unsigned)).toEqual({ receipt });
});

test.each(cases)('libvips shows the same picture: $output, $embedded', async ({
  output,
  picture,
  embedded,
}) => {
  const { bytes, width, height } = await renderImages([picture], output, codecs);
  const file = embedReceipt({ format: output.format, bytes, width, height }, embedded);
  const metadata = await sharp(file).metadata();
  expect(metadata).toMatchObject({ format: output.format, width, height, hasAlpha: false });
  if (output.format !== 'png') expect(metadata.xmpAsString).toContain('trainedAlgorithmicMedia');
  expect(await sharp(file).raw().toBuffer()).toEqual(await sharp(bytes).raw().toBuffer());
});

test('any bytes may come: there is a receipt in them or none', () => {
  const starts = {
    png: [137, 80, 78, 71, 13, 10, 26, 10],
    webp: [82, 73, 70, 70, 0, 0, 0, 0, 87, 69, 66, 80],
    jpeg: [255, 216, 255],
    gif: [...'GIF89a'].map((it) => it.charCodeAt(0)),
  };
  fc.assert(
    fc.property(
      fc.constantFrom<PictureFormat>('png', 'webp', 'jpeg', 'gif'),
      fc.uint8Array({ maxLength: 200 }),
      (format, rest) => {
        const file = Uint8Array.of(...starts[format], ...rest);
        expect(findReceipt(format, file)).toBeUndefined();
        removeReceipt(format, file);
      },
    ),
  );
});

test('a file that breaks off, anywhere, has the whole receipt or none', async () => {
  const [, embedded] = receipts;
  const [picture] = pictures;
  if (embedded === undefined || picture === undefined) throw new Error('expected cases');
  for (const output of outputs) {
    const { format } = output;
    const { bytes, width, height } = await renderImages([picture], output, codecs);
    const file = embedReceipt({ format, bytes, width, height }, embedded);
    for (let length = 0; length < file.length; length += 7) {
      const found = findReceipt(format, file.subarray(0, length));
      if (found !== undefined) expect(found.receipt).toBe(embedded.receipt);
    }
  }
});
