/**
 * One set of images against the real test images, by the judge's features. The synthetic set and its
 * bound, the real training images, go through the same comparison, so biases that come of the counts
 * are in both.
 */
import { RandomStream } from '@comfy-edge/model';
import { type FeatureSet, spread } from './feature-set.ts';
import { frechetDistance } from './frechet-distance.ts';
import { kernelDistance } from './kernel-distance.ts';
import { manifoldOverlap, type Overlap } from './manifold-overlap.ts';
import { neighbours, type Protocol, seeds } from './protocol.ts';
import { countOf, pick, randomSubset } from './vectors.ts';

interface ClassComparison {
  readonly cfid: number;
  /** Spread within the class as a share of the test images'. */
  readonly diversity: number;
}

export interface Comparison extends Overlap {
  readonly cfid: number;
  readonly ckid: number;
  readonly byClass: readonly ClassComparison[];
}

export async function compareSets(
  set: FeatureSet,
  test: FeatureSet,
  { overlapImages, kernelSubsets, kernelSubsetSize }: Protocol,
): Promise<Comparison> {
  const random = new RandomStream({ seed: seeds.subsets, stream: 0 });
  const most = Math.min(overlapImages, countOf(set.features), countOf(test.features));
  const some = (of: FeatureSet) =>
    pick(of.features, randomSubset(countOf(of.features), most, random));
  return {
    cfid: frechetDistance(test.statistics, set.statistics),
    ckid: await kernelDistance(test.features, set.features, {
      subsets: kernelSubsets,
      subsetSize: kernelSubsetSize,
      random: new RandomStream({ seed: seeds.subsets, stream: 1 }),
    }),
    ...(await manifoldOverlap(some(test), some(set), neighbours)),
    byClass: test.byClass.map((ofTest, label) => {
      const ofSet = set.byClass[label];
      if (ofSet === undefined) throw new RangeError(`expected a class ${label} in both sets`);
      return {
        cfid: frechetDistance(ofTest, ofSet),
        diversity: spread(ofSet) / spread(ofTest),
      };
    }),
  };
}
