/**
 * A synthetic data set in place of the real one: an image for each of its training images, of the
 * same class, as Ravuri & Vinyals 2019 (arXiv:1905.10887) make theirs.
 */
import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { ImageModel } from './image-model.ts';
import { type ImageSet, imageSizeOf, sharedPixels } from './image-set.ts';

const PART = 500;

export interface SynthesisOptions {
  /** Whose classes are asked for, in its order. */
  readonly like: ImageSet;
  /** Image i has seed `firstSeed + i`. */
  readonly firstSeed: number;
  readonly signal: AbortSignal;
  /** Called with the number of images made since the last call. */
  readonly onImages: (images: number) => void;
}

export async function syntheticSet(
  model: Pick<ImageModel, 'sample'>,
  { like, firstSeed, signal, onImages }: SynthesisOptions,
): Promise<ImageSet> {
  const { classes, height, width, channels, count, labels } = like;
  const pixels = sharedPixels(like, count);
  for (let from = 0; from < count; from += PART) {
    signal.throwIfAborted();
    const part = labels.subarray(from, from + PART);
    pixels.set(model.sample(part, firstSeed + from), from * imageSizeOf(like));
    onImages(part.length);
    await setImmediate();
  }
  const sha256 = createHash('sha256').update(pixels).digest('hex');
  return { name: 'synthetic', classes, height, width, channels, count, pixels, labels, sha256 };
}
