/**
 * Inner products of two sets of vectors, some rows at a time: what kernels, distances and nearest
 * neighbours are made of. Whole, the table of 60,000 × 60,000 would take 14 GB.
 */
import { setImmediate } from 'node:timers/promises';
import * as tf from '@tensorflow/tfjs-core';
import { countOf, type Vectors } from './vectors.ts';

const ROWS = 250;

export interface ProductBlock {
  /** Index of the first row. */
  readonly first: number;
  readonly rows: number;
  /** `[rows, count of b]`. */
  readonly products: Float32Array;
}

/** Rows of `a · bᵀ` in order; lets the event loop turn between blocks. */
export async function* innerProducts(a: Vectors, b: Vectors): AsyncGenerator<ProductBlock> {
  if (a.size !== b.size) {
    throw new RangeError(`expected vectors of one size, got ${a.size} and ${b.size}`);
  }
  const { size } = a;
  const right = tf.tensor2d(b.values, [countOf(b), size]);
  try {
    for (let first = 0; first < countOf(a); first += ROWS) {
      const values = a.values.slice(first * size, (first + ROWS) * size);
      const rows = values.length / size;
      const product = tf.tidy(() =>
        tf.matMul(tf.tensor2d(values, [rows, size]), right, false, true),
      );
      const products = product.dataSync<'float32'>().slice();
      product.dispose();
      yield { first, rows, products };
      await setImmediate();
    }
  } finally {
    right.dispose();
  }
}
