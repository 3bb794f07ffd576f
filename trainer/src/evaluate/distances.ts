/**
 * Squared Euclidean distances between two sets of vectors, as ‖a‖² + ‖b‖² − 2 a·b from blocks of
 * inner products. Both sets are moved by the mean of the second first: distances stay, and less
 * cancels in f32. What is left of the error is some 1e-6 of the squared norms.
 */
import { innerProducts } from './inner-products.ts';
import { countOf, type Vectors } from './vectors.ts';

export interface DistanceBlock {
  /** Index of the first row. */
  readonly first: number;
  readonly rows: number;
  /** `[rows, count of b]`, at least 0. */
  readonly squared: Float32Array;
}

/** Rows of the table of distances from `a` to `b`, in order. */
export async function* squaredDistances(a: Vectors, b: Vectors): AsyncGenerator<DistanceBlock> {
  const mean = meanOf(b);
  const [left, right] = [moved(a, mean), moved(b, mean)];
  const [leftNorms, rightNorms] = [squaredNorms(left), squaredNorms(right)];
  const columns = rightNorms.length;
  for await (const { first, rows, products } of innerProducts(left, right)) {
    for (let row = 0, at = 0; row < rows; row++) {
      const norm = leftNorms[first + row] ?? 0;
      for (let column = 0; column < columns; column++, at++) {
        const squared = norm + (rightNorms[column] ?? 0) - 2 * (products[at] ?? 0);
        products[at] = squared > 0 ? squared : 0;
      }
    }
    yield { first, rows, squared: products };
  }
}

/**
 * How far the k-th nearest other vector of the same set is from each.
 * @returns `[count]`, squared
 */
export async function squaredNeighbourDistances(set: Vectors, k: number): Promise<Float32Array> {
  const count = countOf(set);
  if (k < 1 || k >= count) {
    throw new RangeError(`expected more than ${k} vectors for the ${k}-th neighbour, got ${count}`);
  }
  const result = new Float32Array(count);
  const nearest = new Float32Array(k); // Ascending.
  for await (const { first, rows, squared } of squaredDistances(set, set)) {
    for (let row = 0; row < rows; row++) {
      nearest.fill(Number.POSITIVE_INFINITY);
      for (let other = 0; other < count; other++) {
        if (other === first + row) continue;
        const distance = squared[row * count + other] ?? 0;
        if (distance < (nearest[k - 1] ?? 0)) insert(nearest, distance);
      }
      result[first + row] = nearest[k - 1] ?? 0;
    }
  }
  return result;
}

/** Puts a value in its place and drops the largest. */
function insert(ascending: Float32Array, value: number): void {
  let at = ascending.length - 1;
  for (; at > 0 && (ascending[at - 1] ?? 0) > value; at--) ascending[at] = ascending[at - 1] ?? 0;
  ascending[at] = value;
}

function meanOf({ values, size }: Vectors): Float64Array {
  const mean = new Float64Array(size);
  for (let at = 0; at < values.length; at++) {
    mean[at % size] = (mean[at % size] ?? 0) + (values[at] ?? 0);
  }
  return mean.map((sum) => (sum * size) / values.length);
}

function moved({ values, size }: Vectors, by: Float64Array): Vectors {
  return { size, values: values.map((value, at) => value - (by[at % size] ?? 0)) };
}

function squaredNorms({ values, size }: Vectors): Float64Array {
  const norms = new Float64Array(values.length / size);
  for (let at = 0; at < values.length; at++) {
    const row = Math.floor(at / size);
    norms[row] = (norms[row] ?? 0) + (values[at] ?? 0) ** 2;
  }
  return norms;
}
