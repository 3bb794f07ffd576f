/**
 * A data set whose pixels lie in memory that threads share: what is judged, compared and trained on
 * here. Of a larger data set it is a part, drawn at random.
 */
import { createHash } from 'node:crypto';
import type { RandomStream } from '@comfy-edge/model';
import type { DataSet } from '../data/data-set.ts';
import { randomSubset } from './vectors.ts';

export interface ImageSet extends DataSet {
  /** `[count, height, width, channels]` u8. */
  readonly pixels: Uint8Array;
}

export function imageSizeOf({ height, width, channels }: DataSet): number {
  return height * width * channels;
}

/** Empty pixels for `count` images of a data set's size, to be filled. */
export function sharedPixels(dataSet: DataSet, count: number): Uint8Array {
  return new Uint8Array(new SharedArrayBuffer(count * imageSizeOf(dataSet)));
}

/** The whole data set in its order, or as many of its images as are wanted, in random order. */
export function imageSet(dataSet: DataSet, most: number, random: RandomStream): ImageSet {
  const { count, pixels } = dataSet;
  if (count > most) return pickImages(dataSet, randomSubset(count, most, random));
  const shared = sharedPixels(dataSet, count);
  shared.set(pixels.subarray(0, pixels.length));
  return { ...dataSet, pixels: shared };
}

/** The images of these indices, in their order. */
export function pickImages(dataSet: DataSet, indices: ArrayLike<number>): ImageSet {
  const size = imageSizeOf(dataSet);
  const pixels = sharedPixels(dataSet, indices.length);
  const labels = new Uint16Array(indices.length);
  const hash = createHash('sha256').update(dataSet.sha256);
  for (let at = 0; at < indices.length; at++) {
    const index = indices[at] ?? 0;
    pixels.set(dataSet.pixels.subarray(index * size, (index + 1) * size), at * size);
    labels[at] = dataSet.labels[index] ?? 0;
    hash.update(`${index} `);
  }
  const { classes, height, width, channels, name } = dataSet;
  const sha256 = hash.digest('hex');
  return { name, classes, height, width, channels, count: indices.length, pixels, labels, sha256 };
}
