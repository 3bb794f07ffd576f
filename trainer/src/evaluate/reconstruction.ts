/**
 * The encoder's measures, on real test images: how close reconstructions come, and whether the judge
 * still sees their class in them and in variations. Its own accuracy on the images themselves is the
 * bound of both; that of the error is the nearest training image, which a lookup would return.
 */
import { setImmediate } from 'node:timers/promises';
import type { Classifier } from './classifier.ts';
import { agreement, featureSet, type JudgeOptions } from './feature-set.ts';
import type { ImageModel } from './image-model.ts';
import { type ImageSet, imageSizeOf, sharedPixels } from './image-set.ts';
import { seeds, variationStrength } from './protocol.ts';

const PART = 500;

export interface Reconstructions {
  readonly reconstructed: ImageSet;
  readonly varied: ImageSet;
}

/** Of each test image its reconstruction and one variation. */
export async function reconstruct(
  model: ImageModel,
  test: ImageSet,
  { signal, onImages }: JudgeOptions,
): Promise<Reconstructions> {
  const size = imageSizeOf(test);
  const reconstructed = sharedPixels(test, test.count);
  const varied = sharedPixels(test, test.count);
  for (let from = 0; from < test.count; from += PART) {
    signal.throwIfAborted();
    const part = {
      pixels: test.pixels.subarray(from * size, (from + PART) * size),
      labels: test.labels.subarray(from, from + PART),
    };
    reconstructed.set(model.vary(part, 0, 0), from * size);
    varied.set(model.vary(part, variationStrength, seeds.variations + from), from * size);
    onImages(2 * part.labels.length);
    await setImmediate();
  }
  return {
    reconstructed: { ...test, pixels: reconstructed },
    varied: { ...test, pixels: varied },
  };
}

export interface ReconstructionMeasures {
  readonly images: number;
  /** Of pixels in [0, 1]. */
  readonly meanSquaredError: number;
  /** Share of reconstructions in which the judge sees the image's own class. */
  readonly keepsClass: number;
  /** The same of variations at this strength. */
  readonly variationsKeepClass: number;
  readonly variationStrength: number;
}

export async function measureReconstructions(
  judge: Classifier,
  test: ImageSet,
  { reconstructed, varied }: Reconstructions,
  options: JudgeOptions,
): Promise<ReconstructionMeasures> {
  return {
    images: test.count,
    meanSquaredError: meanSquaredError(test.pixels, reconstructed.pixels),
    keepsClass: agreement(await featureSet(judge, reconstructed, options)),
    variationsKeepClass: agreement(await featureSet(judge, varied, options)),
    variationStrength,
  };
}

/** Of bytes as values in [0, 1]. */
export function meanSquaredError(expected: Uint8Array, actual: Uint8Array): number {
  let sum = 0;
  for (let at = 0; at < expected.length; at++) {
    sum += ((expected[at] ?? 0) - (actual[at] ?? 0)) ** 2;
  }
  return sum / expected.length / 255 ** 2;
}
