/** Weights that were packed are those of the tensor that is used now, take bounded memory, and go with it. */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { engine } from './engine-node.ts';
import { differenceOf, sampleTensor4d, valuesOf, withOurs } from './tfjs-kernels.fixture.ts';

const TOLERANCE = 2e-4;

const backend = tf.findBackend('wasm') as BackendWasm;

const image = () => sampleTensor4d([1, 7, 7, 16], 1);
const makeFilter = (seed: number): tf.Tensor4D => sampleTensor4d([3, 3, 16, 24], seed);

/** Through Winograd, by the direct algorithm, transposed, and as a product. */
function productsWith(filter: tf.Tensor4D): tf.Tensor {
  const rows = tf.reshape(image(), [49, 16]);
  return tf.concat(
    [
      tf.conv2d(image(), filter, 1, 'same'),
      tf.conv2d(image(), filter, 2, 'same'),
      tf.conv2dTranspose(sampleTensor4d([1, 4, 4, 24], 2), filter, [1, 8, 8, 16], 2, 'same'),
      tf.matMul(rows, tf.reshape(filter, [16, 9 * 24])),
    ].map((result) => tf.reshape(result, [-1])),
  );
}

/** The same by tfjs's kernels, with weights that it has never seen. */
const expectedOf = new Map(
  [1, 2, 3, 4].map((seed) => [seed, valuesOf(() => productsWith(makeFilter(seed)))]),
);

function expectProducts(filter: tf.Tensor4D, seed: number): void {
  const expected = expectedOf.get(seed) ?? new Float32Array();
  const actual = valuesOf(() => productsWith(filter));
  expect(differenceOf(actual, expected)).toBeLessThan(TOLERANCE);
}

test('a variable that is assigned other values gives other results, and back again', () => {
  withOurs(({ calls }) => {
    const [first, second] = [makeFilter(1), makeFilter(2)];
    const variable = tf.variable(first);
    expectProducts(variable, 1);
    variable.assign(second);
    expectProducts(variable, 2);
    variable.assign(first);
    expectProducts(variable, 1);
    expect(calls).toEqual({ ours: 12, tfjs: 0 });
    tf.dispose([variable, first, second]);
  });
});

test('what was packed goes with the tensor, and another in its place is not taken for it', () => {
  withOurs(() => {
    const addresses = new Set<number>();
    for (const seed of [1, 2, 3, 4]) {
      const filter = makeFilter(seed);
      addresses.add(backend.getMemoryOffset(filter.dataId));
      expectProducts(filter, seed);
      expect(engine.allocatedBytes()).toBeGreaterThan(0);
      filter.dispose();
      expect(engine.allocatedBytes()).toBe(0);
    }
    // Otherwise this shows nothing.
    expect(addresses.size).toBeLessThan(4);
  });
});

test('tensors that share their values share them as long as one is left', () => {
  withOurs(() => {
    const filter = makeFilter(1);
    const copy = filter.clone();
    expectProducts(filter, 1);
    const bytes = engine.allocatedBytes();
    filter.dispose();
    expectProducts(copy, 1);
    expect(engine.allocatedBytes()).toBe(bytes);
    copy.dispose();
    expect(engine.allocatedBytes()).toBe(0);
  });
});

test('the same values in another shape are another filter', () => {
  const compute = (filter: tf.Tensor4D) => tf.conv2d(image(), filter, 1, 'same');
  const wide = (filter: tf.Tensor4D) => tf.reshape<tf.Rank.R4>(filter, [1, 9, 16, 24]);
  const expected = valuesOf(() => compute(wide(makeFilter(1))));
  withOurs(() => {
    const filter = makeFilter(1);
    expectProducts(filter, 1);
    expect(
      differenceOf(
        valuesOf(() => compute(wide(filter))),
        expected,
      ),
    ).toBeLessThan(TOLERANCE);
    filter.dispose();
  });
});

test('the same filter serves other sizes of images, and other activations, at once', () => {
  const x = (size: number) => sampleTensor4d([2, size, size, 16], 1);
  const compute = (filter: tf.Tensor4D, size: number, activation: 'linear' | 'relu') =>
    tf.fused.conv2d({ x: x(size), filter, strides: 1, pad: 'same', activation });
  const make = () => sampleTensor4d([5, 5, 16, 3], 2);
  const sizes = [9, 6, 9];
  const all = (filter: tf.Tensor4D) =>
    sizes.flatMap((size) =>
      (['linear', 'relu'] as const).map((activation) =>
        valuesOf(() => compute(filter, size, activation)),
      ),
    );
  const expected = tf.tidy(() => all(make()));
  withOurs(({ calls }) => {
    const actual = tf.tidy(() => all(make()));
    actual.forEach((values, i) => {
      expect(differenceOf(values, expected[i] ?? new Float32Array())).toBeLessThan(TOLERANCE);
    });
    expect(calls).toEqual({ ours: expected.length, tfjs: 0 });
  });
});

test('a tensor that comes back from another backend with other values is packed again', () => {
  withOurs(() => {
    const filter = makeFilter(1);
    expectProducts(filter, 1);
    // What tfjs does when a tensor is used on one backend and then on the other.
    const other = makeFilter(2);
    backend.disposeData(filter.dataId, true);
    backend.move(filter.dataId, other.dataSync(), filter.shape, 'float32', 1);
    expectProducts(filter, 2);
    tf.dispose([filter, other]);
  });
});

test('tensors may lie anywhere, and the heap may grow', () => {
  withOurs(() => {
    const filter = makeFilter(1);
    const first = valuesOf(() => productsWith(filter));
    const { buffer } = engine.memory;
    const ballast: tf.Tensor[] = [];
    for (let i = 0; i < 5 || engine.memory.buffer === buffer; i++) {
      ballast.push(
        tf.zeros([1 << 20]),
        tf.tidy(() => productsWith(filter)),
      );
      expect(valuesOf(() => productsWith(filter))).toEqual(first);
    }
    tf.dispose(ballast);
    expect(valuesOf(() => productsWith(filter))).toEqual(first);
    filter.dispose();
  });
});

test('many filters stay within the bound, and come back', () => {
  const maxBytes = 1_000_000;
  withOurs(
    ({ calls }) => {
      const filters = [1, 2, 3, 4].map(makeFilter);
      for (let round = 0; round < 3; round++) {
        filters.forEach((filter, i) => {
          expectProducts(filter, i + 1);
          expect(engine.allocatedBytes()).toBeLessThanOrEqual(maxBytes);
        });
      }
      expect(engine.allocatedBytes()).toBeGreaterThan(maxBytes / 2);
      expect(calls).toEqual({ ours: 3 * 4 * 4, tfjs: 0 });
      tf.dispose(filters);
    },
    { maxBytes },
  );
});
