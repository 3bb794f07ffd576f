/**
 * PNG pixels by fast-png, of nearly every kind that there is: palettes, 1 to 16 bits, interlaced.
 *
 * It holds all that a file inflates to, and deflate shrinks zeros a thousandfold: so what does not concern
 * the pixels is left out first (a colour profile is compressed as well), and the rest inflated once by the
 * platform, which stops where there is more than the declared size can take, and where the checksum of the
 * pixels does not hold.
 */
import { type DecodedPng, decode } from 'fast-png';
import type { ImageHeader } from './image-header.ts';
import { ImageInputError } from './image-input-error.ts';
import { pngChunks } from './png-header.ts';

const NEEDED = ['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND'];
const SIGNATURE_BYTES = 8;
/** Four samples of 16 bits. */
const MOST_PIXEL_BYTES = 8;

/** @returns `[height, width, 4]` u8 */
export async function decodePng(png: Uint8Array, header: ImageHeader): Promise<Uint8Array> {
  const chunks = pngChunks(png).filter(({ type }) => NEEDED.includes(type));
  const pixels = chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data);
  // Rows begin with a byte for their filter; interlaced, there are up to twice as many.
  const mostBytes = header.height * (header.width * MOST_PIXEL_BYTES + 2) + 64;
  await expectInflated(pixels, mostBytes);
  const bare = joined([png.subarray(0, SIGNATURE_BYTES), ...chunks.map(({ bytes }) => bytes)]);
  return toRgba(decode(bare));
}

async function expectInflated(parts: readonly Uint8Array[], mostBytes: number): Promise<void> {
  const inflated = new Blob(parts as Uint8Array<ArrayBuffer>[])
    .stream()
    .pipeThrough(new DecompressionStream('deflate'))
    .getReader();
  let sizeBytes = 0;
  for (;;) {
    const { done, value } = await inflated.read();
    if (done) return;
    sizeBytes += value.length;
    if (sizeBytes > mostBytes) {
      await inflated.cancel();
      throw new ImageInputError(
        'invalid',
        `expected at most ${mostBytes} bytes of pixels, as the PNG declares, got more`,
      );
    }
  }
}

function toRgba(png: DecodedPng): Uint8Array {
  const { depth, channels, palette, transparency, width, height } = png;
  const samples = unpacked(png);
  const toLevels = 255 / (2 ** depth - 1);
  const hasAlpha = channels === 2 || channels === 4;
  const colours = hasAlpha ? channels - 1 : channels;
  const rgba = new Uint8Array(width * height * 4);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const from = pixel * channels;
    const to = pixel * 4;
    const first = samples[from] as number;
    if (palette !== undefined) {
      const [red = 0, green = 0, blue = 0, alpha = 255] = palette[first] ?? [];
      rgba.set([red, green, blue, alpha], to);
      continue;
    }
    const second = colours === 1 ? first : (samples[from + 1] as number);
    const third = colours === 1 ? first : (samples[from + 2] as number);
    rgba[to] = Math.round(first * toLevels);
    rgba[to + 1] = Math.round(second * toLevels);
    rgba[to + 2] = Math.round(third * toLevels);
    rgba[to + 3] = hasAlpha ? Math.round((samples[from + colours] as number) * toLevels) : 255;
    // One colour of those without an alpha channel may stand for transparency.
    const [r, g = r, b = r] = transparency ?? [];
    if (r !== undefined && first === r && second === g && third === b) rgba[to + 3] = 0;
  }
  return rgba;
}

/** `[height, width, channels]`: samples of less than 8 bits lie together in bytes, each row from a new one. */
function unpacked({ data, depth, channels, width, height }: DecodedPng): ArrayLike<number> {
  if (depth >= 8) return data;
  const rowSamples = width * channels;
  const rowBytes = Math.ceil((rowSamples * depth) / 8);
  const samples = new Uint8Array(height * rowSamples);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < rowSamples; x++) {
      const byte = data[y * rowBytes + ((x * depth) >> 3)] as number;
      const shift = 8 - depth - ((x * depth) & 7);
      samples[y * rowSamples + x] = (byte >> shift) & (2 ** depth - 1);
    }
  }
  return samples;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
