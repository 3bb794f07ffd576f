/** For tests of figures: convolutions of square images with the usual padding. */
import type { Axis, Geometry } from './reference/convolution.ts';

/** Of size ⌈size / stride⌉. */
export function forward(size: number, kernel: number, stride = 1): Axis {
  const before = Math.floor((kernel - stride) / 2);
  return { size, kernel, stride, before, outSize: Math.ceil(size / stride) };
}

/** Of size size · stride. */
export function transposed(size: number, kernel: number, stride: number): Axis {
  const before = Math.floor(Math.max(kernel - stride, 0) / 2);
  return { size, kernel, stride, before, outSize: size * stride };
}

export function square(
  axis: Axis,
  channels: number,
  filters: number,
  isTransposed = false,
): Geometry {
  return { transposed: isTransposed, rows: axis, columns: axis, channels, filters };
}
