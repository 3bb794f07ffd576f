import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { bootBackend } from '../backend/boot.ts';
import { weightPenalty } from './weight-penalty.ts';

beforeAll(async () => {
  await bootBackend('wasm');
});

it('sums absolute values and squares of kernels, and of nothing else', () => {
  const parameters = new Map<string, tf.Variable>([
    ['a/kernel', tf.variable(tf.tensor2d([[1, -2]]))],
    ['b/kernel', tf.variable(tf.tensor1d([3]))],
    ['b/bias', tf.variable(tf.tensor1d([100]))],
  ]);
  const value = (l1: number, l2: number) =>
    tf.tidy(() => weightPenalty(parameters, { l1, l2 })?.dataSync()[0]);
  expect(value(1, 0)).toBeCloseTo(6, 5);
  expect(value(0, 1)).toBeCloseTo(14, 5);
  expect(value(0.5, 0.1)).toBeCloseTo(4.4, 5);
  expect(value(0, 0)).toBeUndefined();
  tf.disposeVariables();
});
