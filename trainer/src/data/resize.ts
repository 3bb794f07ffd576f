/**
 * Brings raw images into the networks' size: fitted, resampled, and changed between one and three
 * channels.
 *
 * In plain JavaScript and for images of every origin, so that a filter means the same for an IDX file
 * as for a PNG: what libvips resamples depends on how it was asked to load.
 */
import { type Fit, fitImage } from './fit.ts';
import type { ImageForm, RasterSize } from './image-form.ts';
import { filterTaps, type Taps } from './resample-filter.ts';

/** `[count, height, width, channels]` u8 in `from`'s size → the same images in `to`'s form. */
export function resizeImages(
  pixels: Uint8Array,
  count: number,
  from: RasterSize,
  to: ImageForm,
): Uint8Array {
  const sameSize = from.height === to.height && from.width === to.width;
  if (sameSize && from.channels === to.channels) return pixels;
  const fit = fitImage(from, to, to.crop);
  const rows = filterTaps(to.filter, from.height, fit.rows, fit.target.height);
  const columns = filterTaps(to.filter, from.width, fit.columns, fit.target.width);
  const fromSize = from.height * from.width * from.channels;
  const toSize = to.height * to.width * to.channels;
  const output = new Uint8Array(count * toSize);
  if (to.background === 'white') output.fill(255);
  const between = new Float32Array(from.height * columns.length * from.channels);
  const full = new Float32Array(rows.length * columns.length * from.channels);
  for (let image = 0; image < count; image++) {
    const source = pixels.subarray(image * fromSize, (image + 1) * fromSize);
    resample(source, between, from.height, columns, from.width, from.channels); // [H, W', C]
    resample(between, full, 1, rows, from.height, columns.length * from.channels); // [H', W', C]
    const target = output.subarray(image * toSize, (image + 1) * toSize);
    writeFitted(full, target, fit, from.channels, to);
  }
  return output;
}

/** Applies the taps along the middle axis of `[outer, axisLength, inner]`. */
function resample(
  source: Uint8Array | Float32Array,
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

/** Rounds to bytes at the fitted place; gray is repeated to RGB, RGB becomes Rec. 601 luma. */
function writeFitted(
  source: Float32Array,
  target: Uint8Array,
  { target: { top, left, height, width } }: Fit,
  from: number,
  to: RasterSize,
): void {
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const pixel = (y * width + x) * from;
      const place = ((top + y) * to.width + left + x) * to.channels;
      for (let channel = 0; channel < to.channels; channel++) {
        const value =
          from === to.channels
            ? source[pixel + channel]
            : from === 1
              ? source[pixel]
              : 0.299 * (source[pixel] ?? 0) +
                0.587 * (source[pixel + 1] ?? 0) +
                0.114 * (source[pixel + 2] ?? 0);
        // Lanczos overshoots at edges.
        target[place + channel] = Math.min(255, Math.max(0, Math.round(value ?? 0)));
      }
    }
  }
}
