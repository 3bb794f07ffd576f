/** Vectors with known answers, for tests. */
import { RandomStream } from '@comfy-edge/model';
import type { Vectors } from './vectors.ts';

export function vectorsOf(...rows: readonly number[][]): Vectors {
  return { values: Float32Array.from(rows.flat()), size: rows[0]?.length ?? 0 };
}

interface NormalOptions {
  readonly count: number;
  readonly size: number;
  readonly seed: number;
  readonly mean?: number;
  readonly deviation?: number;
}

/** Independent normals. */
export function normalVectors(options: NormalOptions): Vectors {
  const { count, size, seed, mean = 0, deviation = 1 } = options;
  const normals = new RandomStream({ seed, stream: 9 }).normals(count * size);
  return { values: normals.map((value) => mean + deviation * value), size };
}
