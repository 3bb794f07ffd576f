/**
 * The squared maximum mean discrepancy of two sets of features under the kernel
 * k(x, y) = (x·y / size + 1)³, unbiased: the Kernel Inception Distance of Bińkowski et al. 2018
 * (arXiv:1801.01401), here in our classifier's features and so called **cKID**. Averaged over random
 * subsets, as there. Unlike cFID it has no bias by count: 0 for two samples of one distribution.
 */
import type { RandomStream } from '@comfy-edge/model';
import { innerProducts } from './inner-products.ts';
import { countOf, pick, randomSubset, type Vectors } from './vectors.ts';

export interface KernelDistanceOptions {
  readonly subsets: number;
  /** Vectors of each set in a subset; as many as the smaller set has, if that is fewer. */
  readonly subsetSize: number;
  readonly random: RandomStream;
}

/** @throws RangeError where a set has fewer than 2 vectors */
export async function kernelDistance(
  a: Vectors,
  b: Vectors,
  { subsets, subsetSize, random }: KernelDistanceOptions,
): Promise<number> {
  const size = Math.min(subsetSize, countOf(a), countOf(b));
  if (size < 2) throw new RangeError(`expected at least 2 vectors of each set, got ${size}`);
  let sum = 0;
  for (let subset = 0; subset < subsets; subset++) {
    const x = pick(a, randomSubset(countOf(a), size, random));
    const y = pick(b, randomSubset(countOf(b), size, random));
    const within = (await kernelSum(x, x, true)) + (await kernelSum(y, y, true));
    const between = await kernelSum(x, y, false);
    sum += within / (size * (size - 1)) - (2 * between) / size ** 2;
  }
  return sum / subsets;
}

/** Σ k(aᵢ, bⱼ); of one set with itself without i = j. */
async function kernelSum(a: Vectors, b: Vectors, ofOneSet: boolean): Promise<number> {
  const columns = countOf(b);
  let sum = 0;
  for await (const { first, rows, products } of innerProducts(a, b)) {
    for (let row = 0, at = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++, at++) {
        if (ofOneSet && column === first + row) continue;
        const base = (products[at] ?? 0) / a.size + 1;
        sum += base * base * base;
      }
    }
  }
  return sum;
}
