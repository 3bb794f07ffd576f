/**
 * Sizes and zero padding of convolutions, one spatial axis at a time.
 *
 * `same` is TensorFlow's (https://www.tensorflow.org/api_docs/python/tf/nn#same_padding_2): the
 * output is ceil(size / stride), and an odd surplus of padding goes to the end. A transposed
 * convolution is the gradient of the `same` convolution that maps its output back to its input.
 */
import type { Padding } from './graph.ts';

/** Zeros before and after the axis, and the length of the output axis (below 1 when nothing fits). */
export interface AxisGeometry {
  readonly before: number;
  readonly after: number;
  readonly output: number;
}

function sameAxis(size: number, kernel: number, stride: number): AxisGeometry {
  const output = Math.ceil(size / stride);
  const total = Math.max((output - 1) * stride + kernel - size, 0);
  const before = Math.floor(total / 2);
  return { before, after: total - before, output };
}

/** Geometry of the vertical (`axis` 0) or horizontal (1) axis of a convolution. */
export function convolutionAxis(
  size: number,
  kernel: number,
  stride: number,
  padding: Padding,
  axis: 0 | 1,
): AxisGeometry {
  if (padding === 'same') return sameAxis(size, kernel, stride);
  const [top, left, bottom, right] = padding;
  const [before, after] = axis === 0 ? [top, bottom] : [left, right];
  return { before, after, output: Math.floor((size + before + after - kernel) / stride) + 1 };
}

/**
 * Zeros that the forward convolution pads before its input: output pixel `o` of the transposed
 * convolution collects input `i` times tap `k` where `o = i · stride + k − crop`.
 */
export function transposedCrop(kernel: number, stride: number): number {
  return Math.floor(Math.max(kernel - stride, 0) / 2);
}
