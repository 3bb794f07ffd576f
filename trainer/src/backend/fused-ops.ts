/**
 * Differentiable operations that training spends its time in. Each runs as one fused kernel with a
 * fused gradient where the backend has it (our WASM kernels), and as a composition of tfjs
 * operations everywhere else; both forms agree within 1e-4 relative.
 */
import * as tf from '@tensorflow/tfjs-core';
import { ourKernels } from './wasm-kernels/names.ts';

/** `x` where positive, `slope · x` elsewhere; slope in (0, 1). Any shape, f32. */
export function leakyRelu<T extends tf.Tensor>(x: T, slope: number): T {
  return tf.leakyRelu(x, slope);
}

export interface BatchNormLeakyOptions {
  /** `[batch, ..., channels]` f32. */
  readonly x: tf.Tensor;
  /** `[channels]`, or one row per example `[batch, channels]` (class-conditional). */
  readonly gamma: tf.Tensor;
  /** The same shape as `gamma`. */
  readonly beta: tf.Tensor;
  /** Added to the variance. */
  readonly epsilon: number;
  /** With it, LeakyReLU of this slope follows; 1 and absent are the identity. */
  readonly slope?: number;
}

export interface BatchNormLeakyResult {
  /** The shape of `x`. */
  readonly y: tf.Tensor;
  /** `[channels]`, no gradient flows through it: for the running averages. */
  readonly mean: tf.Tensor1D;
  /** `[channels]`, biased (divided by the count), no gradient. */
  readonly variance: tf.Tensor1D;
}

/**
 * Batch normalization over all axes but the last with the batch's own statistics, then LeakyReLU.
 * Ioffe & Szegedy 2015 (arXiv:1502.03167); per-example gamma and beta: Dumoulin et al. 2017
 * (arXiv:1610.07629).
 */
export function batchNormLeaky(options: BatchNormLeakyOptions): BatchNormLeakyResult {
  if (tf.getKernel(ourKernels.batchNormLeaky, tf.getBackend()) === undefined) {
    return composedBatchNormLeaky(options);
  }
  const { x, gamma, beta, epsilon, slope = 1 } = options;
  const outputs: tf.Tensor[] = tf
    .engine()
    .runKernel(ourKernels.batchNormLeaky, { x, gamma, beta }, { epsilon, slope });
  const [y, mean, variance] = outputs as [tf.Tensor, tf.Tensor1D, tf.Tensor1D];
  return { y, mean, variance };
}

function composedBatchNormLeaky(options: BatchNormLeakyOptions): BatchNormLeakyResult {
  const { x, gamma, beta, epsilon, slope = 1 } = options;
  const channels = x.shape.at(-1) ?? 0;
  const axes = x.shape.slice(0, -1).map((_, axis) => axis);
  const { mean, variance } = tf.moments(x, axes);
  const perExample = gamma.rank === 2 && x.rank > 2;
  const rows = [x.shape[0] ?? 0, ...axes.slice(1).map(() => 1), channels];
  const scale = perExample ? tf.reshape(gamma, rows) : gamma;
  const offset = perExample ? tf.reshape(beta, rows) : beta;
  const normalized = tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, epsilon)));
  const affine = tf.add(tf.mul(normalized, scale), offset);
  return {
    y: slope === 1 ? affine : leakyRelu(affine, slope),
    mean: tf.reshape(mean, [channels]),
    variance: tf.reshape(variance, [channels]),
  };
}
