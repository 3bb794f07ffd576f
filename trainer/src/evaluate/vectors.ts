/** Sets of vectors in one block of memory, and parts of them. */
import type { RandomStream } from '@comfy-edge/model';

/** Vectors one after another, `[count, size]` f32. */
export interface Vectors {
  readonly values: Float32Array;
  readonly size: number;
}

export function countOf({ values, size }: Vectors): number {
  return values.length / size;
}

/** The vectors of these indices, in their order; a copy. */
export function pick({ values, size }: Vectors, indices: ArrayLike<number>): Vectors {
  const picked = new Float32Array(indices.length * size);
  for (let at = 0; at < indices.length; at++) {
    const from = (indices[at] ?? 0) * size;
    picked.set(values.subarray(from, from + size), at * size);
  }
  return { values: picked, size };
}

/**
 * Draws without replacement: the first steps of a Fisher–Yates shuffle.
 * @returns `[size]` different indices below `count`, in random order; all of them if it has fewer
 */
export function randomSubset(count: number, size: number, random: RandomStream): Uint32Array {
  const indices = Uint32Array.from({ length: count }, (_, index) => index);
  const drawn = Math.min(size, count);
  for (let at = 0; at < drawn; at++) {
    const other = at + random.integer(count - at);
    const index = indices[other] ?? 0;
    indices[other] = indices[at] ?? 0;
    indices[at] = index;
  }
  return indices.slice(0, drawn);
}
