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
    resampleRows(source, between, from, columns); // [H, W', C]
    resampleColumns(between, full, columns.length * from.channels, rows); // [H', W', C]
    const target = output.subarray(image * toSize, (image + 1) * toSize);
    writeFitted(full, target, fit, from.channels, to);
  }
  return output;
}

/** Rows, `[height, width, channels]` → `[height, taps.length, channels]`. */
function resampleRows(
  source: Uint8Array,
  target: Float32Array,
  { height, width, channels }: RasterSize,
  { length, perPixel, first, weights }: Taps,
): void {
  let at = 0;
  for (let y = 0; y < height; y++) {
    for (let pixel = 0; pixel < length; pixel++) {
      let from = (y * width + (first[pixel] ?? 0)) * channels;
      const tap = pixel * perPixel;
      let [red, green, blue] = [0, 0, 0];
      if (channels === 1) {
        for (let index = tap; index < tap + perPixel; index++) {
          red += (weights[index] ?? 0) * (source[from++] ?? 0);
        }
        target[at++] = red;
        continue;
      }
      for (let index = tap; index < tap + perPixel; index++) {
        const weight = weights[index] ?? 0;
        red += weight * (source[from] ?? 0);
        green += weight * (source[from + 1] ?? 0);
        blue += weight * (source[from + 2] ?? 0);
        from += 3;
      }
      target[at++] = red;
      target[at++] = green;
      target[at++] = blue;
    }
  }
}

/** Columns, `[height, rowLength]` → `[taps.length, rowLength]`: whole rows at a time. */
function resampleColumns(
  source: Float32Array,
  target: Float32Array,
  rowLength: number,
  { length, perPixel, first, weights }: Taps,
): void {
  const sums = new Float64Array(rowLength);
  for (let row = 0; row < length; row++) {
    sums.fill(0);
    for (let tap = 0; tap < perPixel; tap++) {
      const weight = weights[row * perPixel + tap] ?? 0;
      const from = ((first[row] ?? 0) + tap) * rowLength;
      for (let lane = 0; lane < rowLength; lane++) {
        sums[lane] = (sums[lane] ?? 0) + weight * (source[from + lane] ?? 0);
      }
    }
    target.set(sums, row * rowLength);
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
