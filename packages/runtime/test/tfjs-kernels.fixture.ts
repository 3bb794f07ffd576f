/** Runs tfjs code on our kernels and without them, and sees to it that nothing stays behind. */
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import {
  registerTfjsKernels,
  type TfjsKernels,
  type TfjsKernelsOptions,
} from '../src/tfjs/register-kernels.ts';
import { engine } from './engine-node.ts';

// tfjs then looks for what a kernel leaves behind, and warns of nothing.
tf.env().set('IS_TEST', true);

/** The kernels that have one of ours. */
export const KERNEL_NAMES = [
  'Conv2D',
  'FusedConv2D',
  'Conv2DBackpropInput',
  'BatchMatMul',
  '_FusedMatMul',
] as const;

export type Shape4 = [number, number, number, number];

/** Reproducible values in (-1, 1) that follow no simple pattern. */
export function sampleTensor(shape: number[], seed: number): tf.Tensor {
  let state = (seed * 2654435761 + 12345) >>> 0;
  const values = Float32Array.from({ length: tf.util.sizeFromShape(shape) }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  });
  return tf.tensor(values, shape, 'float32');
}

/** As {@link sampleTensor}, images or a filter. */
export function sampleTensor4d(shape: Shape4, seed: number): tf.Tensor4D {
  return sampleTensor(shape, seed) as tf.Tensor4D;
}

/** Disposes every tensor. */
export function valuesOf(compute: () => tf.Tensor): Float32Array {
  return tf.tidy(() => compute().dataSync<'float32'>());
}

/** Registers our kernels for as long as `work` takes; memory and tensors must then be as they were. */
export function withOurs<T>(work: (kernels: TfjsKernels) => T, options?: TfjsKernelsOptions): T {
  const state = () => ({ bytes: engine.allocatedBytes(), tensors: tf.memory().numTensors });
  const before = state();
  const kernels = registerTfjsKernels(engine, options);
  let result: T;
  try {
    result = work(kernels);
  } finally {
    kernels.unregister();
  }
  expect(state()).toEqual(before);
  return result;
}

/** A bundle without tfjs's kernels, in which nothing but ours can have computed. */
export function withoutTfjs<T>(work: () => T): T {
  const originals = KERNEL_NAMES.map((name) => tf.getKernel(name, 'wasm'));
  for (const name of KERNEL_NAMES) tf.unregisterKernel(name, 'wasm');
  try {
    return work();
  } finally {
    for (const original of originals) tf.registerKernel(original);
  }
}

/**
 * Of our kernels with tfjs's plain JavaScript. The WASM backend's own are no reference: with its right
 * side transposed, a fused product adds the bias to the first row alone, and of some images that are
 * smaller than the kernel a convolution is zero.
 */
export async function disagreement(compute: () => tf.Tensor): Promise<number> {
  await tf.setBackend('cpu');
  const expected = valuesOf(compute);
  await tf.setBackend('wasm');
  return differenceOf(
    withoutTfjs(() => withOurs(() => valuesOf(compute))),
    expected,
  );
}

/** Relative to the largest value, or to 1 where all are smaller. */
export function differenceOf(actual: Float32Array, expected: Float32Array): number {
  expect(actual.length).toBe(expected.length);
  const largest = expected.reduce((max, value) => Math.max(max, Math.abs(value)), 1);
  return actual.reduce(
    // Not a number is infinitely far from any.
    (worst, value, i) => Math.max(worst, Math.abs(value - (expected[i] ?? 0)) / largest),
    0,
  );
}
