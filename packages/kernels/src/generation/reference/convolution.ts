/** Convolution and transposed convolution of one NHWC image by their definitions, in f64. */

export interface Axis {
  readonly size: number;
  readonly kernel: number;
  readonly stride: number;
  /** Zeros before the first input; of a transposed convolution, outputs cropped before the first. */
  readonly before: number;
  readonly outSize: number;
}

export interface Geometry {
  readonly transposed: boolean;
  readonly rows: Axis;
  readonly columns: Axis;
  readonly channels: number;
  readonly filters: number;
}

/** An input and the tap of the kernel that it is multiplied by. */
interface Meeting {
  readonly input: number;
  readonly tap: number;
}

/** `image` `[height, width, channels]`, `kernel` `[kernelHeight, kernelWidth, channels, filters]`. */
export function convolve(
  image: ArrayLike<number>,
  kernel: ArrayLike<number>,
  { transposed, rows, columns, channels, filters }: Geometry,
): Float64Array {
  const out = new Float64Array(rows.outSize * columns.outSize * filters);
  for (let target = 0; target < rows.outSize * columns.outSize; target++) {
    const across = meetings(columns, transposed, target % columns.outSize);
    for (const row of meetings(rows, transposed, Math.floor(target / columns.outSize))) {
      for (const column of across) {
        const pixel = row.input * columns.size + column.input;
        const tap = row.tap * columns.kernel + column.tap;
        for (let channel = 0; channel < channels; channel++) {
          const value = image[pixel * channels + channel] ?? Number.NaN;
          for (let filter = 0; filter < filters; filter++) {
            const weight = kernel[(tap * channels + channel) * filters + filter] ?? Number.NaN;
            out[target * filters + filter] = (out[target * filters + filter] ?? 0) + value * weight;
          }
        }
      }
    }
  }
  return out;
}

/** What an output sums along an axis: a transposed convolution swaps the roles of input and output. */
function meetings(
  { size, kernel, stride, before }: Axis,
  transposed: boolean,
  output: number,
): Meeting[] {
  const found: Meeting[] = [];
  for (let input = 0; input < size; input++) {
    for (let tap = 0; tap < kernel; tap++) {
      const [coarse, fine] = transposed ? [input, output] : [output, input];
      if (fine === coarse * stride + tap - before) found.push({ input, tap });
    }
  }
  return found;
}
