/** What the judge sees in a set of images: features, labels, and their statistics by class. */
import { setImmediate } from 'node:timers/promises';
import type { DataSet } from '../data/data-set.ts';
import { type Classifier, imagesInParts } from './classifier.ts';
import { FEATURE_COUNT } from './classifier-graph.ts';
import { FeatureStatistics } from './frechet-distance.ts';
import type { Vectors } from './vectors.ts';

export interface FeatureSet {
  readonly features: Vectors;
  /** `[count]`: the class each image is of, or was asked for. */
  readonly labels: ArrayLike<number>;
  /** `[count]`: the class the judge sees. */
  readonly seen: Int32Array;
  readonly statistics: FeatureStatistics;
  /** In label order. */
  readonly byClass: readonly FeatureStatistics[];
}

export interface JudgeOptions {
  readonly signal: AbortSignal;
  /** Called with the number of images judged since the last call. */
  readonly onImages: (images: number) => void;
}

/** Judges every image; yields to the event loop after each part. */
export async function featureSet(
  judge: Classifier,
  set: DataSet,
  { signal, onImages }: JudgeOptions,
): Promise<FeatureSet> {
  const values = new Float32Array(set.count * FEATURE_COUNT);
  const seen = new Int32Array(set.count);
  const statistics = new FeatureStatistics(FEATURE_COUNT);
  const byClass = set.classes.map(() => new FeatureStatistics(FEATURE_COUNT));
  let first = 0;
  for (const { images, labels } of imagesInParts(set)) {
    signal.throwIfAborted();
    const judgement = judge.judge(images);
    values.set(judgement.features, first * FEATURE_COUNT);
    seen.set(judgement.labels, first);
    statistics.add(judgement.features);
    labels.forEach((label, at) => {
      byClass[label]?.add(
        judgement.features.subarray(at * FEATURE_COUNT, (at + 1) * FEATURE_COUNT),
      );
    });
    first += labels.length;
    onImages(labels.length);
    await setImmediate();
  }
  return {
    features: { values, size: FEATURE_COUNT },
    labels: set.labels,
    seen,
    statistics,
    byClass,
  };
}

/** Share of images in which the judge sees their class; of one class if it is given. */
export function agreement({ labels, seen }: FeatureSet, ofClass?: number): number {
  let right = 0;
  let count = 0;
  for (let at = 0; at < seen.length; at++) {
    const label = labels[at];
    if (ofClass !== undefined && label !== ofClass) continue;
    count += 1;
    if (seen[at] === label) right += 1;
  }
  return right / count;
}

/**
 * How far apart images of one class are: the root of the mean squared distance of two of them in
 * feature space, √(2 tr C). Of a collapsed class it is near 0.
 */
export function spread(statistics: FeatureStatistics): number {
  return Math.sqrt(2 * statistics.covariance().trace());
}
