/**
 * What an evaluation will do and how much work each part is, in multiply-adds, so that one bar can
 * say how long it takes: nearly all the time goes to products.
 */
import { countMultiplyAdds } from '@comfy-edge/model';
import { classifierGraphs, FEATURE_COUNT } from './classifier-graph.ts';
import type { ImageSet } from './image-set.ts';
import type { Protocol } from './protocol.ts';
import type { Subject } from './subject.ts';
import { BATCH_SIZE, stepsFor } from './train-classifier.ts';

/** Forward, and twice as much backward. */
const trainingFactor = 3;

/** Multiply-adds of one image, step or subset of each kind. */
export interface Costs {
  readonly judge: number;
  readonly generate: number;
  /** One step of a classifier's training. */
  readonly step: number;
  /** A set's comparison with the test images. */
  readonly compare: number;
  /** A training image's comparison with every sample and test image looked up. */
  readonly lookUp: number;
}

export interface WorkOptions {
  readonly subject: Subject;
  /** Of the judge. */
  readonly all: ImageSet;
  /** Of the bounds; as many as there are synthetic images. */
  readonly train: ImageSet;
  readonly test: ImageSet;
  readonly protocol: Protocol;
  readonly workers: number;
}

export function costsOf({ subject, train, test, protocol, workers }: WorkOptions): Costs {
  const { features, head } = classifierGraphs(train, train.classes.length);
  const judge = countMultiplyAdds(features) + countMultiplyAdds(head);
  const overlap = Math.min(protocol.overlapImages, train.count, test.count);
  const kernel = protocol.kernelSubsets * protocol.kernelSubsetSize ** 2;
  const lookedUp = 2 * Math.min(protocol.memorizationImages, train.count, test.count);
  return {
    judge,
    generate: countMultiplyAdds(subject.networks.generator.graph),
    step: (judge * trainingFactor * BATCH_SIZE) / workers,
    compare: 3 * FEATURE_COUNT * (overlap ** 2 + kernel),
    lookUp: lookedUp * train.height * train.width * train.channels,
  };
}

/**
 * Of the whole evaluation.
 * @param realSteps of classifiers of real images that are not there yet
 */
export function totalWork(options: WorkOptions, realSteps: number): number {
  const { subject, all, train, test, protocol } = options;
  const costs = costsOf(options);
  const models = subject.float === undefined ? 1 : 2;
  const scores = models * protocol.scoreSeeds.length;
  const perTest = subject.networks.encoder === undefined ? 0 : 3 * (costs.generate + costs.judge);
  return (
    (realSteps + scores * stepsFor(train.count, protocol.leastSteps)) * costs.step +
    train.count * (costs.judge + models * (costs.generate + costs.judge)) +
    2 * costs.compare +
    all.count * costs.lookUp +
    test.count * (costs.judge + perTest)
  );
}
