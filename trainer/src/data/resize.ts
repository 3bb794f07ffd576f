/**
 * Bilinear resizing of raw images with a triangle filter that widens when it shrinks, and the
 * change between one and three channels.
 *
 * Pixel centres lie at half-integers (as in Pillow's `Image.resize(BILINEAR)`), so that an image
 * neither shifts nor aliases. In plain JavaScript because the images of an IDX file are raw and
 * tiny: a call to a native library per image costs more than the work.
 */

export interface RasterSize {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** `[count, height, width, channels]` u8 in `from`'s size → the same images in `to`'s size. */
export function resizeImages(
  pixels: Uint8Array,
  count: number,
  from: RasterSize,
  to: RasterSize,
): Uint8Array {
  const sameSize = from.height === to.height && from.width === to.width;
  if (sameSize && from.channels === to.channels) return pixels;
  const rows = taps(from.height, to.height);
  const columns = taps(from.width, to.width);
  const fromSize = from.height * from.width * from.channels;
  const toSize = to.height * to.width * to.channels;
  const output = new Uint8Array(count * toSize);
  const source = new Float32Array(fromSize);
  const between = new Float32Array(from.height * to.width * from.channels);
  const full = new Float32Array(to.height * to.width * from.channels);
  for (let image = 0; image < count; image++) {
    source.set(pixels.subarray(image * fromSize, (image + 1) * fromSize));
    filter(source, between, from.height, columns, from.width, from.channels); // [H, W', C]
    filter(between, full, 1, rows, from.height, to.width * from.channels); // [H', W', C]
    writeChannels(full, output, image * toSize, from.channels, to.channels);
  }
  return output;
}

/** The source pixels and weights of every target pixel along one axis. */
interface Taps {
  readonly length: number;
  readonly perPixel: number;
  /** `[length]`: the first source pixel of each target pixel. */
  readonly first: Uint32Array;
  /** `[length, perPixel]`, each row summing to 1. */
  readonly weights: Float64Array;
}

function taps(from: number, to: number): Taps {
  const scale = from / to;
  const radius = Math.max(1, scale);
  const perPixel = Math.min(from, Math.ceil(2 * radius));
  const first = new Uint32Array(to);
  const weights = new Float64Array(to * perPixel);
  for (let target = 0; target < to; target++) {
    const centre = (target + 0.5) * scale - 0.5;
    const start = Math.min(Math.max(0, Math.floor(centre - radius) + 1), from - perPixel);
    const row = weights.subarray(target * perPixel, (target + 1) * perPixel);
    row.forEach((_, tap) => {
      row[tap] = Math.max(0, 1 - Math.abs(start + tap - centre) / radius);
    });
    const sum = row.reduce((total, weight) => total + weight, 0);
    row.forEach((weight, tap) => {
      row[tap] = weight / sum;
    });
    first[target] = start;
  }
  return { length: to, perPixel, first, weights };
}

/** Applies the taps along the middle axis of `[outer, axisLength, inner]`. */
function filter(
  source: Float32Array,
  target: Float32Array,
  outer: number,
  axis: Taps,
  axisLength: number,
  inner: number,
): void {
  const { length, perPixel, first, weights } = axis;
  let at = 0;
  for (let block = 0; block < outer; block++) {
    for (let pixel = 0; pixel < length; pixel++) {
      const start = (block * axisLength + (first[pixel] ?? 0)) * inner;
      for (let lane = 0; lane < inner; lane++) {
        let sum = 0;
        for (let tap = 0; tap < perPixel; tap++) {
          const weight = weights[pixel * perPixel + tap] ?? 0;
          sum += weight * (source[start + tap * inner + lane] ?? 0);
        }
        target[at++] = sum;
      }
    }
  }
}

/** Rounds to bytes; gray is repeated to RGB, RGB becomes Rec. 601 luma. */
function writeChannels(
  source: Float32Array,
  target: Uint8Array,
  offset: number,
  from: number,
  to: number,
): void {
  const pixels = source.length / from;
  for (let pixel = 0; pixel < pixels; pixel++) {
    for (let channel = 0; channel < to; channel++) {
      const value =
        from === to
          ? source[pixel * from + channel]
          : from === 1
            ? source[pixel]
            : 0.299 * (source[pixel * 3] ?? 0) +
              0.587 * (source[pixel * 3 + 1] ?? 0) +
              0.114 * (source[pixel * 3 + 2] ?? 0);
      target[offset + pixel * to + channel] = Math.round(value ?? 0);
    }
  }
}
