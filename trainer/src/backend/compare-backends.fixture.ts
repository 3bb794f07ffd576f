/**
 * For tests: runs the same tensor code on the WASM backend and on tfjs's plain JavaScript backend,
 * and says how far apart the results are, relative to the largest value of each result.
 */
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';

/** Largest `max |wasm − cpu| / max |cpu|` over the results. Leaves `wasm` current. */
export async function largestDifference(compute: () => tf.Tensor[]): Promise<number> {
  const wasm = await valuesOn('wasm', compute);
  const cpu = await valuesOn('cpu', compute);
  await tf.setBackend('wasm');
  if (wasm.length !== cpu.length) {
    throw new Error(`expected ${cpu.length} results, got ${wasm.length}`);
  }
  return Math.max(...wasm.map((actual, index) => difference(actual, cpu[index])));
}

async function valuesOn(backend: string, compute: () => tf.Tensor[]): Promise<tf.TypedArray[]> {
  await tf.setBackend(backend);
  const before = tf.memory().numTensors;
  const results = tf.tidy(compute);
  const values = results.map((tensor) => tensor.dataSync());
  tf.dispose(results);
  const leaked = tf.memory().numTensors - before;
  if (leaked !== 0) throw new Error(`${backend}: ${leaked} tensors leaked`);
  return values;
}

/** `max |actual − expected| / max |expected|`. */
export function difference(actual: tf.TypedArray, expected: tf.TypedArray | undefined): number {
  if (actual.length !== expected?.length) {
    throw new Error(`expected ${expected?.length} values, got ${actual.length}`);
  }
  let largest = 0;
  let scale = 1e-6;
  for (const [index, value] of actual.entries()) {
    const error = Math.abs(value - (expected[index] ?? Number.NaN));
    largest = Math.max(largest, error); // A NaN stays.
    scale = Math.max(scale, Math.abs(expected[index] ?? 0));
  }
  return largest / scale;
}

/** Reproducible values in (-1, 1) that follow no simple pattern. */
export function sampleTensor(shape: readonly number[], seed: number): tf.Tensor {
  const size = shape.reduce((product, length) => product * length, 1);
  let state = (seed * 2654435761 + 12345) >>> 0;
  const values = Float32Array.from({ length: size }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  });
  return tf.tensor(values, [...shape], 'float32');
}
