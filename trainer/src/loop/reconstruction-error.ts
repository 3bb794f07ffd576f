/** How far real images come back from where they were: through the encoder's mean and the averaged generator. */
import * as tf from '@tensorflow/tfjs-core';
import type { DataSet } from '../data/data-set.ts';
import { normalizePixels } from '../data/normalize.ts';
import type { Sampler } from './sampling.ts';

/** The first images, which every run of the same data has in the same order. */
const images = 256;

/** Mean squared difference of values in [-1, 1]. */
export function reconstructionError(sampler: Sampler, dataSet: DataSet): number {
  const { height, width, channels, pixels, labels } = dataSet;
  const count = Math.min(images, dataSet.count);
  const real = normalizePixels(pixels.subarray(0, count * height * width * channels));
  const batch = tf.tensor4d(real, [count, height, width, channels]);
  const back = sampler.reconstruct(batch, labels.subarray(0, count));
  batch.dispose();
  const sum = real.reduce((total, value, at) => total + (value - (back[at] ?? 0)) ** 2, 0);
  return sum / real.length;
}
