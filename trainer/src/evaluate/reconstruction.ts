/**
 * The encoder's measures, on real test images: how close reconstructions come, and whether the judge
 * still sees their class in them and in variations, each beside what it takes no encoder for
 * (`reconstruction-bounds.ts`); the error also beside the nearest training image, which a lookup would return.
 */
import { setImmediate } from 'node:timers/promises';
import type { Classifier } from './classifier.ts';
import { agreement, type FeatureSet, featureSet, type JudgeOptions } from './feature-set.ts';
import type { ImageModel } from './image-model.ts';
import { type ImageSet, imageSizeOf, sharedPixels } from './image-set.ts';
import { seeds, variationStrength } from './protocol.ts';
import {
  classKeptByPrior,
  classMeans,
  findsImage,
  foundByChance,
} from './reconstruction-bounds.ts';

const PART = 500;

export interface Reconstructions {
  readonly reconstructed: ImageSet;
  readonly varied: ImageSet;
}

/** Of each test image its reconstruction and one variation. */
export async function reconstruct(
  model: Pick<ImageModel, 'vary'>,
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
  /** Share of decoded random latents, of the images' labels, in which the judge sees that class. */
  readonly keepsClassPrior: number;
  /** Of the mean training image of an image's class in place of its reconstruction. */
  readonly classMeanSquaredError: number;
  /** Share of reconstructions nearer to their own image than to others of its class. */
  readonly findsImage: number;
  /** The same of variations. */
  readonly variationsFindImage: number;
  readonly foundByChance: number;
}

export interface ReconstructionInputs {
  readonly model: Pick<ImageModel, 'sample' | 'vary'>;
  readonly judge: Classifier;
  readonly train: ImageSet;
  readonly test: ImageSet;
  readonly judgedTest: FeatureSet;
  /** Of images made, and of images judged. */
  readonly making: JudgeOptions;
  readonly judging: JudgeOptions;
}

export async function measureReconstructions(
  { reconstructed, varied }: Reconstructions,
  { model, judge, train, test, judgedTest, making, judging }: ReconstructionInputs,
): Promise<ReconstructionMeasures> {
  const judgedReconstructed = await featureSet(judge, reconstructed, judging);
  const judgedVaried = await featureSet(judge, varied, judging);
  return {
    images: test.count,
    meanSquaredError: meanSquaredError(test.pixels, reconstructed.pixels),
    keepsClass: agreement(judgedReconstructed),
    variationsKeepClass: agreement(judgedVaried),
    variationStrength,
    keepsClassPrior: await classKeptByPrior(model, judge, test, making, judging),
    classMeanSquaredError: meanSquaredError(test.pixels, classMeans(train, test).pixels),
    findsImage: findsImage(judgedReconstructed, judgedTest),
    variationsFindImage: findsImage(judgedVaried, judgedTest),
    foundByChance: foundByChance(test.labels),
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
