/** Measures a run's sampler after an epoch: the classifier of its data set, kept in the run's directory. */
import { join } from 'node:path';
import type { TrainConfig } from '../config/train-config.ts';
import type { DataSet } from '../data/data-set.ts';
import type { Sampler } from '../loop/sampling.ts';
import { measureQuality, type Quality, realStatistics } from './measure-quality.ts';
import { type ClassifierTraining, loadOrTrainClassifier } from './train-classifier.ts';

/** Real images whose features stand for the data set. */
const realImages = 10_000;
/** Apart from those of the sheets. */
const firstSeed = 1_000_000;

export interface SamplerQualityOptions extends Pick<ClassifierTraining, 'onStep' | 'signal'> {
  readonly dataSet: DataSet;
  readonly config: TrainConfig;
  readonly directory: string;
}

/** @returns a function to call after each epoch; it uses the same seeds every time */
export async function samplerQuality({
  dataSet,
  config,
  directory,
  ...training
}: SamplerQualityOptions): Promise<(sampler: Sampler) => Quality> {
  const { images, classifierSteps } = config.quality;
  const classifier = await loadOrTrainClassifier(
    join(directory, 'classifier.safetensors'),
    dataSet,
    { seed: config.seed, steps: classifierSteps, ...training },
  );
  const real = realStatistics(classifier, dataSet, realImages);
  return (sampler) =>
    measureQuality({
      classifier,
      real,
      count: images,
      generate: (labels, firstIndex) => sampler.sample(labels, firstSeed + firstIndex),
    });
}
