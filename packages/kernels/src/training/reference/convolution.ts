/** Convolution over NHWC by its definition, in f64: what the pointer tables and Winograd must give. */

export interface Geometry {
  readonly batch: number;
  readonly height: number;
  readonly width: number;
  readonly input: number;
  readonly output: number;
  readonly kernel: number;
  readonly stride: number;
  /** Zeros before the first row and column; any number may follow the last. */
  readonly padding: number;
  readonly outHeight: number;
  readonly outWidth: number;
}

/** `image` `[batch, height, width, input]`, `filter` `[kernel, kernel, input, output]`. */
export function convolve(
  image: ArrayLike<number>,
  filter: ArrayLike<number>,
  geometry: Geometry,
): Float64Array {
  const { batch, input, output, outHeight, outWidth } = geometry;
  const out = new Float64Array(batch * outHeight * outWidth * output);
  forEachTap(geometry, (pixel, tap, target) => {
    for (let c = 0; c < input; c++) {
      const value = image[pixel * input + c] ?? Number.NaN;
      for (let n = 0; n < output; n++) {
        const weight = filter[(tap * input + c) * output + n] ?? Number.NaN;
        out[target * output + n] = (out[target * output + n] ?? 0) + value * weight;
      }
    }
  });
  return out;
}

/** Every multiplication of a pixel with a tap: flat positions of input pixel, tap and output pixel. */
export function forEachTap(
  { batch, height, width, kernel, stride, padding, outHeight, outWidth }: Geometry,
  visit: (pixel: number, tap: number, target: number) => void,
): void {
  for (let target = 0; target < batch * outHeight * outWidth; target++) {
    const column = target % outWidth;
    const row = Math.floor(target / outWidth) % outHeight;
    const example = Math.floor(target / (outWidth * outHeight));
    for (let tap = 0; tap < kernel * kernel; tap++) {
      const y = row * stride - padding + Math.floor(tap / kernel);
      const x = column * stride - padding + (tap % kernel);
      if (y < 0 || y >= height || x < 0 || x >= width) continue;
      visit((example * height + y) * width + x, tap, target);
    }
  }
}
