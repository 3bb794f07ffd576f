/**
 * How good generated images are, by a classifier of the real ones:
 *
 * - **cFID**, see `frechet-distance.ts`: how far the sets lie apart, diversity included;
 * - **GAN-test** (Shmelkov et al. 2018, arXiv:1807.09499): the share of generated images in which the
 *   classifier sees the class that was asked for. It saturates early and says nothing of diversity:
 *   a generator of one perfect image a class scores 1.
 */
import type { DataSet } from '../data/data-set.ts';
import { type Classifier, imagesInParts } from './classifier.ts';
import { FEATURE_COUNT } from './classifier-graph.ts';
import { FeatureStatistics, frechetDistance } from './frechet-distance.ts';

/** Images generated and judged at a time; bounds memory. */
const PART = 200;

/**
 * Images of the given classes, `[labels.length, height, width, channels]` f32 in [-1, 1];
 * `firstIndex` counts the images asked for before, so that each can have a seed of its own.
 */
type Generate = (labels: Int32Array, firstIndex: number) => Float32Array;

export interface QualityOptions {
  readonly classifier: Classifier;
  /** Of the real images, from `realStatistics`. */
  readonly real: FeatureStatistics;
  readonly generate: Generate;
  /** How many images to generate, the classes in turn. */
  readonly count: number;
}

export interface Quality {
  readonly cfid: number;
  /** In [0, 1]. */
  readonly ganTest: number;
  /** Per class, in label order; of 0 images: NaN. */
  readonly ganTestByClass: readonly number[];
  readonly count: number;
}

/** The features of a data set's images. */
export function realStatistics(classifier: Classifier, dataSet: DataSet): FeatureStatistics {
  const statistics = new FeatureStatistics(FEATURE_COUNT);
  for (const { images } of imagesInParts(dataSet)) statistics.add(classifier.features(images));
  return statistics;
}

export function measureQuality({ classifier, real, generate, count }: QualityOptions): Quality {
  const { classCount } = classifier.spec;
  const generated = new FeatureStatistics(FEATURE_COUNT);
  const right = new Float64Array(classCount);
  const asked = new Float64Array(classCount);
  for (let first = 0; first < count; first += PART) {
    const labels = Int32Array.from(
      { length: Math.min(PART, count - first) },
      (_, index) => (first + index) % classCount,
    );
    const seen = classifier.judge(generate(labels, first));
    if (seen.labels.length !== labels.length) {
      throw new RangeError(`expected ${labels.length} images, got ${seen.labels.length}`);
    }
    generated.add(seen.features);
    labels.forEach((label, index) => {
      asked[label] = (asked[label] ?? 0) + 1;
      if (seen.labels[index] === label) right[label] = (right[label] ?? 0) + 1;
    });
  }
  return {
    cfid: frechetDistance(real, generated),
    ganTest: right.reduce((sum, value) => sum + value, 0) / count,
    ganTestByClass: Array.from(right, (value, label) => value / (asked[label] ?? 0)),
    count,
  };
}
