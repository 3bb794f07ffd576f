/**
 * The cheap measures of a run's sampler after an epoch: some thousand images, against training images,
 * since what chooses a checkpoint must not have seen the test images. The judge is the one of
 * `npm run evaluate` where its number of steps is the protocol's: kept in the same place, and trained as
 * there, on WASM in a thread of its own, so that it does not depend on what the run is trained on.
 */
import { existsSync } from 'node:fs';
import { ModelError, RandomStream } from '@comfy-edge/model';
import { cacheDirectory } from '../cache-directory.ts';
import type { TrainConfig } from '../config/train-config.ts';
import type { DataSet } from '../data/data-set.ts';
import type { Sampler } from '../loop/sampling.ts';
import { classificationScores, type ScoreJob } from './classification-score.ts';
import { Classifier } from './classifier.ts';
import { classifierPath } from './classifier-cache.ts';
import { imageSet } from './image-set.ts';
import { measureQuality, type Quality, realStatistics } from './measure-quality.ts';
import { fullProtocol, judgeSeed, seeds } from './protocol.ts';
import { specOf } from './train-classifier.ts';

/** Real images whose features stand for the data set. */
const realImages = 10_000;

export interface SamplerQualityOptions {
  readonly dataSet: DataSet;
  readonly config: TrainConfig;
  /** Where trained classifiers are kept. */
  readonly cache?: string;
  readonly signal: AbortSignal;
  /** Called with the number of steps that the judge's training has behind it. */
  readonly onStep: (step: number) => void;
}

/**
 * @returns a function to call after each epoch; it uses the same seeds every time
 * @throws the signal's reason when aborted
 */
export async function samplerQuality({
  dataSet,
  config,
  cache = cacheDirectory(),
  ...training
}: SamplerQualityOptions): Promise<(sampler: Sampler) => Quality> {
  const { images, classifierSteps } = config.quality;
  const random = (stream: number) => new RandomStream({ seed: seeds.subsets, stream });
  const train = imageSet(dataSet, fullProtocol.images, random(2));
  const reals = imageSet(dataSet, realImages, random(7));
  const job = { train, test: reals, seed: judgeSeed, steps: classifierSteps };
  const classifier = await judgeOf(job, { cache, ...training });
  const real = realStatistics(classifier, reals);
  return (sampler) =>
    measureQuality({
      classifier,
      real,
      count: images,
      generate: (labels, firstIndex) => sampler.sample(labels, seeds.cheapSamples + firstIndex),
    });
}

/** The judge that is kept, or a new one. */
async function judgeOf(
  job: Omit<ScoreJob, 'path'>,
  { cache, signal, onStep }: Pick<Required<SamplerQualityOptions>, 'cache' | 'signal' | 'onStep'>,
): Promise<Classifier> {
  const spec = specOf(job.train, job);
  const path = classifierPath(cache, spec.origin);
  if (existsSync(path)) {
    try {
      return Classifier.load(path, spec);
    } catch (error) {
      if (!(error instanceof ModelError)) throw error; // Damaged: trained anew.
    }
  }
  let done = 0;
  const onSteps = (steps: number) => {
    done += steps;
    onStep(done);
  };
  await classificationScores([{ ...job, path }], { workers: 1, signal, onSteps });
  return Classifier.load(path, spec);
}
