/**
 * What a person looks at after an epoch: ten samples a class from fixed seeds, a row a class;
 * below them a row of real images, and under each its reconstruction and two variations.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { DataSet } from '../data/data-set.ts';
import { normalizePixels } from '../data/normalize.ts';
import { concatenate, type Sampler } from './sampling.ts';

/** The same seeds in every epoch and every run, so that sheets can be compared. */
const firstSeed = 1000;
const columns = 10;
/** Of the variations, one row each. */
const strengths = [0.3, 0.6];

export interface Sheet {
  /** `[count, height, width, channels]` f32 in [-1, 1]. */
  readonly images: Float32Array;
  readonly columns: number;
}

export function sampleSheet(sampler: Sampler, dataSet: DataSet): Sheet {
  const labels = dataSet.classes.flatMap((_, label) => Array<number>(columns).fill(label));
  const samples = sampler.sample(labels, firstSeed);
  const { images, labels: realLabels } = firstOfEachClass(dataSet);
  const { height, width, channels } = dataSet;
  const real = tf.tensor4d(images, [columns, height, width, channels]);
  const rows = [
    samples,
    images,
    sampler.reconstruct(real, realLabels),
    ...strengths.map((strength) => sampler.vary(real, realLabels, { strength, seed: firstSeed })),
  ];
  real.dispose();
  return { images: concatenate(rows), columns };
}

/** A row of real images: the first of each class that has any, then the second of each, … */
function firstOfEachClass(dataSet: DataSet): { images: Float32Array; labels: number[] } {
  const { height, width, channels, pixels, labels } = dataSet;
  const present = dataSet.classes.map((_, label) => label).filter((it) => labels.includes(it));
  const size = height * width * channels;
  const images = new Float32Array(columns * size);
  const last = new Map<number, number>();
  const taken = Array.from({ length: columns }, (_, place) => {
    const label = present[place % present.length] ?? 0;
    const next = labels.indexOf(label, (last.get(label) ?? -1) + 1);
    const index = next < 0 ? labels.indexOf(label) : next; // A class of few images begins again.
    last.set(label, index);
    images.set(normalizePixels(pixels.subarray(index * size, (index + 1) * size)), place * size);
    return label;
  });
  return { images, labels: taken };
}
