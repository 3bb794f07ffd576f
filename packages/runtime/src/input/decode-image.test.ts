/** Pictures as the world makes them: by libvips, which has written them differently from us. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { encodeApng } from '../animation/apng.ts';
import { type DecoderModules, decodeImage } from './decode-image.ts';
import { type Conversion, fitImage } from './fit-image.ts';

let modules: DecoderModules;

beforeAll(async () => {
  const compile = async (specifier: string) =>
    WebAssembly.compile(
      new Uint8Array(await readFile(createRequire(import.meta.url).resolve(specifier))),
    );
  modules = {
    jpeg: await compile('@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm'),
    webp: await compile('@jsquash/webp/codec/dec/webp_dec.wasm'),
  };
});

/** 12×9 RGB, no two pixels alike. */
const colours = Uint8Array.from({ length: 12 * 9 * 3 }, (_, i) => (i * 37) % 256);
const picture = () => sharp(colours, { raw: { width: 12, height: 9, channels: 3 } });
const withAlpha = () =>
  sharp(
    Uint8Array.from({ length: 12 * 9 * 4 }, (_, i) => (i * 37 + (i >> 3)) % 256),
    { raw: { width: 12, height: 9, channels: 4 } },
  );

/** What libvips makes of the same file. */
async function expectedRgba(file: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(
    await sharp(file).rotate().toColourspace('srgb').ensureAlpha().raw().toBuffer(),
  );
}

function worstDifference(a: Uint8Array, b: Uint8Array): number {
  expect(a.length).toBe(b.length);
  return a.reduce((worst, value, i) => Math.max(worst, Math.abs(value - (b[i] ?? 999))), 0);
}

test.each<[string, () => Promise<Buffer>, number]>([
  ['PNG', () => picture().png().toBuffer(), 0],
  ['PNG with alpha', () => withAlpha().png().toBuffer(), 0],
  ['interlaced PNG', () => picture().png({ progressive: true }).toBuffer(), 0],
  ['PNG of a palette', () => withAlpha().png({ palette: true, colours: 12 }).toBuffer(), 0],
  ['gray PNG', () => picture().toColourspace('b-w').png().toBuffer(), 0],
  ['PNG of 16 bits', () => picture().toColourspace('rgb16').png().toBuffer(), 1],
  ['WebP without loss', () => withAlpha().webp({ lossless: true, exact: true }).toBuffer(), 0],
  ['WebP', () => picture().webp().toBuffer(), 2],
  ['JPEG', () => picture().jpeg().toBuffer(), 2],
  ['gray JPEG', () => picture().toColourspace('b-w').jpeg().toBuffer(), 1],
  ['progressive JPEG', () => picture().jpeg({ progressive: true }).toBuffer(), 2],
  ['turned JPEG', () => picture().withMetadata({ orientation: 6 }).jpeg().toBuffer(), 2],
])('%s', async (_, make, tolerance) => {
  const file = new Uint8Array(await make());
  const { rgba } = await decodeImage(file, modules);
  expect(worstDifference(rgba, await expectedRgba(file))).toBeLessThanOrEqual(tolerance);
});

test('samples of less than 8 bits are unpacked', async () => {
  const bits = sharp(Uint8Array.of(0, 255, 255, 0, 0, 255, 0, 0, 255), {
    raw: { width: 3, height: 3, channels: 1 },
  });
  const file = new Uint8Array(await bits.png({ palette: true, colours: 2 }).toBuffer());
  expect(file[24]).toBe(1);
  const { rgba } = await decodeImage(file, modules);
  expect(rgba).toEqual(await expectedRgba(file));
});

describe('refused before anything is decoded', () => {
  const code = (file: Uint8Array) =>
    decodeImage(file, modules).catch((it) => [it.code, it.message]);

  test('bombs: 30,000×30,000 pixels in a few bytes', async () => {
    const png = new Uint8Array(await picture().png().toBuffer());
    new DataView(png.buffer, png.byteOffset).setUint32(16, 30_000);
    new DataView(png.buffer, png.byteOffset).setUint32(20, 30_000);
    expect(await code(png)).toEqual([
      'too_large',
      'expected at most 2097152 pixels, got 30000×30000',
    ]);
    const jpeg = new Uint8Array(await picture().jpeg().toBuffer());
    const frame = jpeg.findIndex((byte, at) => byte === 0xff && jpeg[at + 1] === 0xc0);
    new DataView(jpeg.buffer, jpeg.byteOffset).setUint16(frame + 5, 30_000);
    new DataView(jpeg.buffer, jpeg.byteOffset).setUint16(frame + 7, 30_000);
    expect(await code(jpeg)).toContain('too_large');
    const webp = new Uint8Array(await picture().webp().toBuffer());
    webp.set([0xff, 0x3f, 0xff, 0x3f], 26);
    expect(await code(webp)).toContain('too_large');
  });

  test('animations', async () => {
    const pages = { width: 12, height: 18, channels: 3, pageHeight: 9 } as const;
    const webp = sharp(new Uint8Array([...colours, ...colours.toReversed()]), {
      raw: pages,
    }).webp();
    expect(await code(new Uint8Array(await webp.toBuffer()))).toEqual([
      'unsupported',
      'expected a still picture, got an animated WebP',
    ]);
    const frame = { pixels: colours, width: 12, height: 9, channels: 3 };
    expect(await code(encodeApng([frame, frame], { frameMs: 80 }))).toEqual([
      'unsupported',
      'expected a still picture, got an animated PNG',
    ]);
  });

  test('CMYK', async () => {
    const file = new Uint8Array(await picture().toColourspace('cmyk').jpeg().toBuffer());
    expect(await code(file)).toEqual([
      'unsupported',
      'expected a grey or colour JPEG, got 4 components (CMYK)',
    ]);
  });

  test.each(['', 'GIF89a', '<svg/>', 'RIFF....WEBP'])('%j, which is no picture', async (text) => {
    expect(await code(new TextEncoder().encode(text))).toContain('invalid');
  });

  test.each(['png', 'jpeg', 'webp'] as const)('a %s cut off anywhere', async (format) => {
    const file = new Uint8Array(await picture().toFormat(format).toBuffer());
    for (let length = 0; length < file.length; length += 7) {
      expect(await code(file.slice(0, length)), `${length} bytes`).toContain('invalid');
    }
  });

  test('a damaged PNG', async () => {
    const file = new Uint8Array(await picture().png().toBuffer());
    const at = file.length - 30;
    expect(await code(file.with(at, (file[at] ?? 0) ^ 255))).toContain('invalid');
  });

  test('a PNG whose pixels inflate without end', async () => {
    const zeros = sharp({
      create: { width: 2000, height: 1000, channels: 3, background: 'black' },
    });
    const file = new Uint8Array(await zeros.png().toBuffer());
    const view = new DataView(file.buffer, file.byteOffset);
    // The same pixels, declared to be 12×9, with the checksum that belongs to that.
    const small = new Uint8Array(await picture().png().toBuffer());
    file.set(small.subarray(8, 33), 8);
    expect(view.getUint32(16)).toBe(12);
    expect(await code(file)).toEqual([
      'invalid',
      expect.stringMatching(/expected at most \d+ bytes of pixels, as the PNG declares, got more/),
    ]);
  });
});

test('no global is left behind', async () => {
  const names = ['ImageData', 'location'];
  await decodeImage(new Uint8Array(await picture().jpeg().toBuffer()), modules);
  for (const name of names) expect(name in globalThis, name).toBe(false);
});

describe('fitImage', () => {
  async function fitted(
    file: Promise<Buffer>,
    channels: 1 | 3,
    background: 'white' | 'black' = 'white',
  ) {
    const decoded = await decodeImage(new Uint8Array(await file), modules);
    return fitImage(decoded, { height: 9, width: 9, channels }, background);
  }

  test.each<[string, () => Promise<Buffer>, 1 | 3, Conversion[]]>([
    ['colour to colour', () => picture().png().toBuffer(), 3, ['cropped']],
    ['colour to gray', () => picture().png().toBuffer(), 1, ['cropped', 'gray']],
    [
      'gray to colour',
      () => picture().toColourspace('b-w').png().toBuffer(),
      3,
      ['cropped', 'colour'],
    ],
    ['transparent', () => withAlpha().png().toBuffer(), 3, ['flattened', 'cropped']],
    ['large', () => picture().resize(60, 50).png().toBuffer(), 3, ['cropped', 'resized']],
    [
      'turned',
      () => picture().withMetadata({ orientation: 6 }).jpeg().toBuffer(),
      3,
      ['turned', 'cropped'],
    ],
    ['deep', () => picture().toColourspace('rgb16').png().toBuffer(), 3, ['depth', 'cropped']],
  ])('%s says what was done', async (_, make, channels, expected) => {
    const { image, conversions } = await fitted(make(), channels);
    expect(conversions).toEqual(expected);
    expect(image).toMatchObject({ height: 9, width: 9, channels });
    expect(image.pixels.length).toBe(81 * channels);
  });

  test('shows the middle', async () => {
    const { image } = await fitted(picture().png().toBuffer(), 3);
    // Of 12 columns, those from the second on.
    expect([...image.pixels.subarray(0, 27)]).toEqual([...colours.subarray(3, 30)]);
  });

  test('lays what is transparent on the background', async () => {
    const clear = () =>
      sharp({ create: { width: 9, height: 9, channels: 4, background: '#ff000000' } })
        .png()
        .toBuffer();
    expect((await fitted(clear(), 1)).image.pixels).toEqual(new Uint8Array(81).fill(255));
    expect((await fitted(clear(), 1, 'black')).image.pixels).toEqual(new Uint8Array(81));
  });
});
