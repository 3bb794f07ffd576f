/**
 * A weight with an entry for each of the parent's classes → one with an entry for each of the run's.
 * Classes are told by name: one that the parent had keeps its entry to the bit. A new one begins as the
 * mean of all of the parent's, with noise of a tenth of their standard deviation, so that two new classes
 * are not one.
 */
import { type RandomStream, sizeOf, type Tensor } from '@comfy-edge/model';
import type { ClassAxis } from './class-axes.ts';

const noiseShare = 0.1;

export interface Classes {
  /** Of the weight. */
  readonly parent: readonly string[];
  /** Of the result. */
  readonly own: readonly string[];
}

export function carryClasses(
  { shape, data }: Tensor,
  { axis, offset }: ClassAxis,
  { parent, own }: Classes,
  random: RandomStream,
): Tensor {
  const inner = sizeOf(shape.slice(axis + 1));
  const outer = sizeOf(shape.slice(0, axis));
  const length = offset + own.length;
  const newShape = shape.map((size, index) => (index === axis ? length : size));
  const carried = new Float32Array(outer * length * inner);
  const entry = (outerIndex: number, index: number) => {
    const start = (outerIndex * (offset + parent.length) + index) * inner;
    return data.subarray(start, start + inner);
  };
  for (let outerIndex = 0; outerIndex < outer; outerIndex++) {
    const begin = outerIndex * length * inner;
    for (let index = 0; index < offset; index++) {
      carried.set(entry(outerIndex, index), begin + index * inner);
    }
    const entries = parent.map((_, index) => entry(outerIndex, offset + index));
    for (const [index, name] of own.entries()) {
      const values = entries[parent.indexOf(name)] ?? newEntry(entries, inner, random);
      carried.set(values, begin + (offset + index) * inner);
    }
  }
  return { shape: newShape, data: carried };
}

function newEntry(
  entries: readonly Float32Array[],
  size: number,
  random: RandomStream,
): Float32Array {
  const noise = random.normals(size);
  return noise.map((value, index) => {
    const values = entries.map((entry) => entry[index] ?? Number.NaN);
    const mean = values.reduce((sum, it) => sum + it, 0) / values.length;
    const variance = values.reduce((sum, it) => sum + (it - mean) ** 2, 0) / values.length;
    return mean + noiseShare * Math.sqrt(variance) * value;
  });
}
