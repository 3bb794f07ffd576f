/**
 * What reconstructions must be held against. The decoder is told the class of the image, so an encoder that
 * has seen nothing keeps it too: its class is kept as often as that of random latents with the same
 * labels, and its error is at best that of the class's mean image. What needs the encoder is to find the
 * very image again among others of its class, in the judge's features: by chance, one in a hundred.
 */
import { RandomStream } from '@comfy-edge/model';
import type { Classifier } from './classifier.ts';
import { agreement, type FeatureSet, featureSet, type JudgeOptions } from './feature-set.ts';
import type { ImageModel } from './image-model.ts';
import { type ImageSet, imageSizeOf, sharedPixels } from './image-set.ts';
import { seeds } from './protocol.ts';
import { syntheticSet } from './synthetic-set.ts';
import { randomSubset, type Vectors } from './vectors.ts';

/** Images that each reconstruction is looked for among, its own one of them; fewer where a class has fewer. */
const candidates = 100;

/** The share of an image's class that a decoder keeps without an encoder, from latents z ~ N(0, I). */
export async function classKeptByPrior(
  model: Pick<ImageModel, 'sample'>,
  judge: Classifier,
  test: ImageSet,
  making: JudgeOptions,
  judging: JudgeOptions,
): Promise<number> {
  const samples = await syntheticSet(model, { like: test, firstSeed: seeds.prior, ...making });
  return agreement(await featureSet(judge, samples, judging));
}

/** In place of each test image, the mean of its class's training images. */
export function classMeans(train: ImageSet, test: ImageSet): ImageSet {
  const size = imageSizeOf(train);
  const sums = train.classes.map(() => new Float64Array(size));
  const counts = new Uint32Array(train.classes.length);
  for (let image = 0; image < train.count; image++) {
    const label = train.labels[image] ?? 0;
    const sum = sums[label];
    counts[label] = (counts[label] ?? 0) + 1;
    if (sum === undefined) continue;
    for (let at = 0; at < size; at++) {
      sum[at] = (sum[at] ?? 0) + (train.pixels[image * size + at] ?? 0);
    }
  }
  const means = sums.map((sum, label) =>
    sum.map((value) => Math.round(value / (counts[label] || 1))),
  );
  const pixels = sharedPixels(test, test.count);
  for (let image = 0; image < test.count; image++) {
    pixels.set(means[test.labels[image] ?? 0] ?? [], image * size);
  }
  return { ...test, pixels };
}

/**
 * @param found features of what was made from each image, in the order of the images
 * @returns share of images whose own is nearer than every other candidate's
 */
export function findsImage(found: FeatureSet, images: FeatureSet): number {
  let hits = 0;
  forEachChoice(images.labels, (image, others) => {
    const own = squaredDistance(found.features, image, images.features, image);
    const nearer = others.some(
      (other) => squaredDistance(found.features, image, images.features, other) <= own,
    );
    if (!nearer) hits += 1;
  });
  return hits / images.labels.length;
}

/** The share that a blind guess finds. */
export function foundByChance(labels: ArrayLike<number>): number {
  let sum = 0;
  forEachChoice(labels, (_, others) => {
    sum += 1 / (others.length + 1);
  });
  return sum / labels.length;
}

/** The same others of its class for each image, every time. */
function forEachChoice(
  labels: ArrayLike<number>,
  visit: (image: number, others: readonly number[]) => void,
): void {
  const random = new RandomStream({ seed: seeds.subsets, stream: 8 });
  const byClass = new Map<number, number[]>();
  for (let image = 0; image < labels.length; image++) {
    const label = labels[image] ?? 0;
    const members = byClass.get(label) ?? [];
    members.push(image);
    byClass.set(label, members);
  }
  for (const members of byClass.values()) {
    for (const image of members) {
      const drawn = Array.from(
        randomSubset(members.length, candidates, random),
        (at) => members[at] ?? 0,
      );
      visit(image, drawn.filter((other) => other !== image).slice(0, candidates - 1));
    }
  }
}

function squaredDistance(a: Vectors, first: number, b: Vectors, second: number): number {
  let sum = 0;
  for (let at = 0; at < a.size; at++) {
    const difference = (a.values[first * a.size + at] ?? 0) - (b.values[second * b.size + at] ?? 0);
    sum += difference * difference;
  }
  return sum;
}
