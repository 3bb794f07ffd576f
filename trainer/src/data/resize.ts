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
  const between = new Float32Array(from.height * to.width * from.channels);
  const full = new Float32Array(to.height * to.width * from.channels);
  for (let image = 0; image < count; image++) {
    const source = pixels.subarray(image * fromSize, (image + 1) * fromSize);
    filter(source, between, from.height, columns, from.width, from.channels); // [H, W', C]
    filter(between, full, 1, rows, from.height, to.width * from.channels); // [H', W', C]
    writeChannels(full, output, image * toSize, from.channels, to.channels);
  }
  return output;
}

interface Tap {
  readonly first: number;
  readonly weights: readonly number[];
}

/** The source pixels and weights of every target pixel along one axis. */
function taps(from: number, to: number): readonly Tap[] {
  const scale = from / to;
  const radius = Math.max(1, scale);
  return Array.from({ length: to }, (_, target) => {
    const centre = (target + 0.5) * scale - 0.5;
    const first = Math.max(0, Math.ceil(centre - radius));
    const last = Math.min(from - 1, Math.floor(centre + radius));
    const raw = Array.from({ length: last - first + 1 }, (_, tap) =>
      Math.max(0, 1 - Math.abs(first + tap - centre) / radius),
    );
    const sum = raw.reduce((total, weight) => total + weight, 0);
    return { first, weights: raw.map((weight) => weight / sum) };
  });
}

/** Applies the taps along the middle axis of `[outer, axis, inner]`. */
function filter(
  source: ArrayLike<number>,
  target: Float32Array,
  outer: number,
  axis: readonly Tap[],
  axisLength: number,
  inner: number,
): void {
  let at = 0;
  for (let block = 0; block < outer; block++) {
    const start = block * axisLength * inner;
    for (const { first, weights } of axis) {
      for (let lane = 0; lane < inner; lane++) {
        let sum = 0;
        let from = start + first * inner + lane;
        for (const weight of weights) {
          sum += weight * (source[from] ?? 0);
          from += inner;
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
