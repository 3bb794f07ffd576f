/**
 * L1 and L2 regularization: the sum of the weights' absolute values and of their squares. Kernels only:
 * gains, offsets and biases have no scale that a following layer could undo.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Parameters } from './parameters.ts';

export interface WeightPenalty {
  /** Factor of Σ |w|. */
  readonly l1: number;
  /** Factor of Σ w². */
  readonly l2: number;
}

/** A scalar, or nothing where both factors are zero; the caller tidies. */
export function weightPenalty(
  parameters: Parameters,
  { l1, l2 }: WeightPenalty,
): tf.Scalar | undefined {
  if (l1 === 0 && l2 === 0) return undefined;
  const kernels = [...parameters].filter(([name]) => name.endsWith('/kernel'));
  const terms = kernels.flatMap(([, kernel]) => [
    ...(l1 > 0 ? [tf.mul(l1, tf.sum(tf.abs(kernel)))] : []),
    ...(l2 > 0 ? [tf.mul(l2, tf.sum(tf.square(kernel)))] : []),
  ]);
  return tf.addN(terms) as tf.Scalar;
}
