/**
 * The cheap measures of a run's sampler after an epoch: some thousand images, against training images,
 * since what chooses a checkpoint must not have seen the test images. The judge is the one of
 * `npm run evaluate` where its number of steps is the protocol's, and kept in the same place.
 */

import { RandomStream } from '@comfy-edge/model';
import { cacheDirectory } from '../cache-directory.ts';
import type { TrainConfig } from '../config/train-config.ts';
import type { DataSet } from '../data/data-set.ts';
import type { Sampler } from '../loop/sampling.ts';
import { classifierPath } from './classifier-cache.ts';
import { imageSet } from './image-set.ts';
import { measureQuality, type Quality, realStatistics } from './measure-quality.ts';
import { judgeSeed, seeds } from './protocol.ts';
import { type ClassifierTraining, loadOrTrainClassifier, specOf } from './train-classifier.ts';

/** Real images whose features stand for the data set. */
const realImages = 10_000;

export interface SamplerQualityOptions extends Pick<ClassifierTraining, 'onStep' | 'signal'> {
  readonly dataSet: DataSet;
  readonly config: TrainConfig;
  /** Where trained classifiers are kept. */
  readonly cache?: string;
}

/** @returns a function to call after each epoch; it uses the same seeds every time */
export async function samplerQuality({
  dataSet,
  config,
  cache = cacheDirectory(),
  ...training
}: SamplerQualityOptions): Promise<(sampler: Sampler) => Quality> {
  const { images, classifierSteps } = config.quality;
  const of = { seed: judgeSeed, steps: classifierSteps };
  const path = classifierPath(cache, specOf(dataSet, of).origin);
  const classifier = await loadOrTrainClassifier(path, dataSet, { ...of, ...training });
  const random = new RandomStream({ seed: seeds.subsets, stream: 7 });
  const real = realStatistics(classifier, imageSet(dataSet, realImages, random));
  return (sampler) =>
    measureQuality({
      classifier,
      real,
      count: images,
      generate: (labels, firstIndex) => sampler.sample(labels, seeds.cheapSamples + firstIndex),
    });
}
