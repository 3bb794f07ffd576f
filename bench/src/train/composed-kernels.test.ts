/** The baseline of the race must compute what it claims to: held to tfjs's plain JavaScript backend. */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { startComposedBackend } from './composed-kernels.ts';

beforeAll(startComposedBackend);

function gradients(size: number, kernel: number, stride: number): Float32Array[] {
  const inputs = tf.randomNormal([3, size, size, 4], 0, 1, 'float32', 1) as tf.Tensor4D;
  const filter = tf.randomNormal([kernel, kernel, 4, 6], 0, 1, 'float32', 2) as tf.Tensor4D;
  const convolve = (x: tf.Tensor, w: tf.Tensor) =>
    tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, stride, 'same');
  const dy = tf.randomNormal(convolve(inputs, filter).shape, 0, 1, 'float32', 3);
  const enlarged = tf.conv2dTranspose(dy as tf.Tensor4D, filter, inputs.shape, stride, 'same');
  const left = tf.randomNormal([5, 7], 0, 1, 'float32', 4) as tf.Tensor2D;
  const product = tf.matMul(left, left, true, false);
  const other = tf.matMul(left, left, false, true);
  return [...tf.grads(convolve)([inputs, filter], dy), enlarged, product, other].map((it) =>
    it.dataSync<'float32'>(),
  );
}

it.each([
  [8, 5, 2],
  [8, 4, 2],
  [7, 3, 1],
  [6, 5, 1],
])('%i pixels, kernel %i, stride %i: gradients as in plain JavaScript', async (size, kernel, stride) => {
  await tf.setBackend('wasm');
  const actual = tf.tidy(() => ({ values: gradients(size, kernel, stride) })).values;
  await tf.setBackend('cpu');
  const expected = gradients(size, kernel, stride);
  await tf.setBackend('wasm');
  for (const [index, values] of actual.entries()) {
    const wanted = expected[index] ?? new Float32Array();
    expect(values.length).toBe(wanted.length);
    const scale = Math.max(...wanted.map(Math.abs));
    const difference = Math.max(...values.map((it, i) => Math.abs(it - (wanted[i] ?? 0))));
    expect(difference).toBeLessThan(1e-5 * scale);
  }
});
