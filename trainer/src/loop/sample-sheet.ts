/**
 * What a person looks at after an epoch: ten samples a class from fixed seeds, a row a class, and
 * below them real images with their reconstructions under each.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { DataSet } from '../data/data-set.ts';
import type { Sampler } from './sampling.ts';

/** The same seeds in every epoch and every run, so that sheets can be compared. */
const firstSeed = 1000;
const columns = 10;

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
  const reconstructions = sampler.reconstruct(real, realLabels);
  real.dispose();
  const all = new Float32Array(samples.length + images.length + reconstructions.length);
  all.set(samples);
  all.set(images, samples.length);
  all.set(reconstructions, samples.length + images.length);
  return { images: all, columns };
}

/** A row of real images: the first of each class in turn. */
function firstOfEachClass(dataSet: DataSet): { images: Float32Array; labels: number[] } {
  const { height, width, channels, pixels, labels, classes } = dataSet;
  const size = height * width * channels;
  const images = new Float32Array(columns * size);
  const taken: number[] = [];
  let next = 0;
  while (taken.length < columns) {
    const wanted = taken.length % classes.length;
    const found = labels.indexOf(wanted, taken.length < classes.length ? 0 : next);
    const index = Math.max(0, found);
    next = index + 1;
    images.set(
      Float32Array.from(
        pixels.subarray(index * size, (index + 1) * size),
        (byte) => byte / 127.5 - 1,
      ),
      taken.length * size,
    );
    taken.push(labels[index] ?? 0);
  }
  return { images, labels: taken };
}
