/**
 * Training on tfjs's own WASM backend, which lacks the gradient of a convolution towards its filter
 * (https://github.com/tensorflow/tfjs/issues/8474) and has a scalar loop for the one towards its
 * input: what is missing or slow is composed of its fast kernels, that is of XNNPACK's convolutions.
 * The baseline of the benchmark: as far as one gets without kernels of one's own.
 *
 * - Towards the filter: a convolution of x as `[in, height, width, batch]` by dy as
 *   `[height, width, batch, out]`, dilated by the stride.
 * - Towards the input, which is also the transposed convolution: one convolution of dy for each phase of
 *   the stride, interleaved by reshape and transpose (`depthToSpace` is slower).
 * - A product with a transposed side: the transposition first; the kernel's own way is a scalar loop.
 */
// For its side effect: tfjs-core's Node build registers no gradients, this package does.
import '@tensorflow/tfjs';
import * as tf from '@tensorflow/tfjs-core';
import { startWasmBackend } from '../engines/wasm-backend.ts';

type ConvInfo = tf.backend_util.Conv2DInfo;

export async function startComposedBackend(): Promise<void> {
  await startWasmBackend();
  replace('Conv2DBackpropFilter', ({ x, dy }, attrs) =>
    filterGradient(
      x as tf.Tensor4D,
      dy as tf.Tensor4D,
      convInfo(x?.shape, attrs.filterShape, attrs),
    ),
  );
  replace('Conv2DBackpropInput', ({ dy, filter }, attrs) =>
    inputGradient(
      dy as tf.Tensor4D,
      filter as tf.Tensor4D,
      convInfo(attrs.inputShape, filter?.shape, attrs),
    ),
  );
  const own = tf.getKernel('BatchMatMul', 'wasm')?.kernelFunc;
  if (own === undefined) throw new Error('expected the kernel BatchMatMul, got none');
  replace('BatchMatMul', ({ a, b }, attrs) => {
    const [left, right] = [
      attrs.transposeA ? swapLast(a as tf.Tensor) : a,
      attrs.transposeB ? swapLast(b as tf.Tensor) : b,
    ];
    const plain = { ...attrs, transposeA: false, transposeB: false };
    const inputs = { a: left, b: right } as tf.NamedTensorInfoMap;
    return own({ inputs, attrs: plain, backend: tf.backend() }) as tf.TensorInfo;
  });
}

interface ConvAttributes {
  readonly strides: number | [number, number];
  readonly pad: 'same' | 'valid' | number;
  readonly filterShape: [number, number, number, number];
  readonly inputShape: [number, number, number, number];
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

/** `[kh, kw, in, out]`. */
function filterGradient(x: tf.Tensor4D, dy: tf.Tensor4D, info: ConvInfo): tf.Tensor {
  const { strideHeight, strideWidth, padInfo, filterHeight, filterWidth } = info;
  // As much padding as lets the dilated dy take just as many places as the filter has taps.
  const bottom = (info.outHeight - 1) * strideHeight + filterHeight - info.inHeight - padInfo.top;
  const right = (info.outWidth - 1) * strideWidth + filterWidth - info.inWidth - padInfo.left;
  const gradient = tf.conv2d(
    tf.transpose(x, [3, 1, 2, 0]),
    tf.transpose(dy, [1, 2, 0, 3]),
    1,
    [
      [0, 0],
      [padInfo.top, bottom],
      [padInfo.left, right],
      [0, 0],
    ],
    'NHWC',
    [strideHeight, strideWidth],
  ); // [in, kh, kw, out]
  return tf.transpose(gradient, [1, 2, 0, 3]);
}

/** `[batch, height, width, in]`, whose extents the stride divides. */
function inputGradient(dy: tf.Tensor4D, filter: tf.Tensor4D, info: ConvInfo): tf.Tensor {
  const { strideHeight: stride, padInfo, inChannels, batchSize } = info;
  const flipped = tf.transpose(tf.reverse(filter, [0, 1]), [0, 1, 3, 2]); // [kh, kw, out, in]
  const rows = phasesOf(stride, info.inHeight, info.outHeight, info.filterHeight, padInfo.top);
  const columns = phasesOf(stride, info.inWidth, info.outWidth, info.filterWidth, padInfo.left);
  const steps = [stride, stride, 1, 1];
  const parts = rows.flatMap((row) =>
    columns.map((column) => {
      const from = [row.firstTap, column.firstTap, 0, 0];
      const taps = tf.stridedSlice(flipped, from, flipped.shape, steps) as tf.Tensor4D;
      return tf.conv2d(dy, taps, 1, [[0, 0], row.padding, column.padding, [0, 0]]);
    }),
  ); // stride² of [batch, height / stride, width / stride, in]
  const [height, width] = [info.inHeight / stride, info.inWidth / stride];
  const phases = [batchSize, height, width, stride, stride, inChannels];
  const stacked = tf.reshape(tf.stack(parts, 3), phases);
  return tf.reshape(tf.transpose(stacked, [0, 1, 3, 2, 4, 5]), info.inShape);
}

interface Phase {
  /** In the flipped filter, of which every `stride`th tap belongs to the phase. */
  readonly firstTap: number;
  /** Of dy, before and after. */
  readonly padding: [number, number];
}

/** Along one axis: input position `stride · m + offset` is the sum of taps over `dy[m + …]`. */
function phasesOf(
  stride: number,
  inputs: number,
  outputs: number,
  taps: number,
  pad: number,
): Phase[] {
  return Array.from({ length: stride }, (_, offset) => {
    const lastTap = (offset + pad) % stride; // Of the flipped filter.
    const count = Math.ceil((taps - lastTap) / stride);
    const before = count - 1 - (offset + pad - lastTap) / stride;
    const after = inputs / stride + count - 1 - outputs - before;
    return { firstTap: taps - 1 - lastTap - stride * (count - 1), padding: [before, after] };
  });
}

function swapLast(tensor: tf.Tensor): tf.Tensor {
  const axes = tensor.shape.map((_, axis) => axis);
  return tf.transpose(tensor, [...axes.slice(0, -2), axes.length - 1, axes.length - 2]);
}

function convInfo(
  inputShape: number[] = [],
  filterShape: number[] = [],
  { strides, pad }: ConvAttributes,
): ConvInfo {
  return tf.backend_util.computeConv2DInfo(
    inputShape as [number, number, number, number],
    filterShape as [number, number, number, number],
    strides,
    1,
    pad,
  );
}

/** Takes a kernel's place for the backend `wasm`; what it is composed of is tidied up. */
function replace(
  kernelName: string,
  kernel: (inputs: tf.NamedTensorInfoMap, attrs: ConvAttributes) => tf.TensorInfo,
): void {
  if (tf.getKernel(kernelName, 'wasm') !== undefined) tf.unregisterKernel(kernelName, 'wasm');
  tf.registerKernel({
    kernelName,
    backendName: 'wasm',
    kernelFunc: ({ inputs, attrs }) =>
      tf.tidy(() => kernel(inputs, attrs as unknown as ConvAttributes) as tf.Tensor),
  });
}
