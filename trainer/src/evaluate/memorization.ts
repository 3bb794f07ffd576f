/**
 * Whether samples are copies: the nearest training image of each in pixel space (L2 of values in
 * [-1, 1]), beside that of real test images, which cannot have been copied. A generator that
 * memorizes has samples nearer to training images than test images are.
 */
import type { DataSet } from '../data/data-set.ts';
import { normalizePixels } from '../data/normalize.ts';
import { squaredDistances } from './distances.ts';

/** Training images compared at a time; bounds memory. */
const PART = 2000;

export interface Nearest {
  /** Of the training image. */
  readonly index: number;
  readonly distance: number;
}

/** @param queries `[count, height, width, channels]` u8, of the data set's size */
export async function nearestImages(
  queries: Uint8Array,
  dataSet: DataSet,
  { signal, onImages }: { signal: AbortSignal; onImages: (images: number) => void },
): Promise<Nearest[]> {
  const size = dataSet.height * dataSet.width * dataSet.channels;
  const vectors = { values: normalizePixels(queries), size };
  const nearest: Nearest[] = Array.from({ length: queries.length / size }, () => ({
    index: -1,
    distance: Number.POSITIVE_INFINITY,
  }));
  for (let from = 0; from < dataSet.count; from += PART) {
    const count = Math.min(PART, dataSet.count - from);
    const pixels = dataSet.pixels.subarray(from * size, (from + count) * size);
    const part = { values: normalizePixels(pixels), size };
    for await (const { first, rows, squared } of squaredDistances(vectors, part)) {
      signal.throwIfAborted();
      for (let row = 0; row < rows; row++) {
        let best = row * count;
        for (let at = best + 1; at < (row + 1) * count; at++) {
          if ((squared[at] ?? 0) < (squared[best] ?? 0)) best = at;
        }
        const distance = Math.sqrt(squared[best] ?? 0);
        if (distance < (nearest[first + row]?.distance ?? 0)) {
          nearest[first + row] = { index: from + best - row * count, distance };
        }
      }
    }
    onImages(count);
  }
  return nearest;
}

export interface Memorization {
  /** How many samples, and how many test images, were looked up. */
  readonly images: number;
  /** Median distance to the nearest training image, of samples. */
  readonly nearest: number;
  /** The same of real test images: the bound. */
  readonly nearestReal: number;
  /** Share of samples nearer than 99 in 100 test images are; 0.01 where nothing is copied. */
  readonly closeShare: number;
}

export function memorization(samples: readonly Nearest[], tests: readonly Nearest[]): Memorization {
  const [ofSamples, ofTests] = [sorted(samples), sorted(tests)];
  const close = quantile(ofTests, 0.01);
  return {
    images: samples.length,
    nearest: quantile(ofSamples, 0.5),
    nearestReal: quantile(ofTests, 0.5),
    closeShare: ofSamples.filter((distance) => distance < close).length / ofSamples.length,
  };
}

function sorted(nearest: readonly Nearest[]): Float64Array {
  return Float64Array.from(nearest, ({ distance }) => distance).sort();
}

function quantile(ascending: Float64Array, share: number): number {
  return ascending[Math.floor(share * (ascending.length - 1))] ?? Number.NaN;
}
