/**
 * The whole evaluation: real classifiers first, then the synthetic set and every measure of it, each
 * beside its bound. `README.md` says what the figures mean and what they do not.
 */
import { existsSync } from 'node:fs';
import { type Network, RandomStream } from '@comfy-edge/model';
import type { DataSet } from '../data/data-set.ts';
import { checkSets } from './check-sets.ts';
import { classificationScores, type ScoreJob } from './classification-score.ts';
import { Classifier } from './classifier.ts';
import { classifierPath } from './classifier-cache.ts';
import { type Exhibits, exhibitsOf } from './exhibits.ts';
import { type FeatureSet, featureSet } from './feature-set.ts';
import { type Findings, metricsOf } from './findings.ts';
import { frechetDistance } from './frechet-distance.ts';
import { ImageModel } from './image-model.ts';
import { type ImageSet, imageSet, pickImages } from './image-set.ts';
import { memorization, nearestImages } from './memorization.ts';
import type { Metrics } from './metrics.ts';
import { costsOf, totalWork } from './plan-work.ts';
import { fullProtocol, judgeSeed, type Protocol, seeds } from './protocol.ts';
import { meanSquaredError, measureReconstructions, reconstruct } from './reconstruction.ts';
import { compareSets } from './set-comparison.ts';
import type { Subject } from './subject.ts';
import { syntheticSet } from './synthetic-set.ts';
import { specOf, stepsFor } from './train-classifier.ts';
import { randomSubset } from './vectors.ts';
import { WorkMeter } from './work-meter.ts';

export interface EvaluateOptions {
  readonly subject: Subject;
  readonly train: DataSet;
  readonly test: DataSet;
  readonly protocol: Protocol;
  /** Where trained judges are kept. */
  readonly cache: string;
  /** Threads for classifiers. */
  readonly workers: number;
  readonly signal: AbortSignal;
  /** `share` of the whole is done, in [0, 1]. */
  readonly onProgress: (stage: string, share: number) => void;
}

export interface Evaluation {
  readonly metrics: Metrics;
  readonly exhibits: Exhibits;
}

/**
 * With the current tfjs backend; classifiers in threads of their own, on WASM.
 * @throws EvaluationError if model and data set do not fit together, or a class has too few images
 * @throws the signal's reason when aborted
 */
export async function evaluate(options: EvaluateOptions): Promise<Evaluation> {
  const { subject, protocol, cache, workers, signal } = options;
  const random = (stream: number) => new RandomStream({ seed: seeds.subsets, stream });
  const all = imageSet(options.train, fullProtocol.images, random(2));
  const train = protocol.images < all.count ? imageSet(all, protocol.images, random(3)) : all;
  const test = imageSet(options.test, protocol.testImages, random(4));
  checkSets(subject.manifest, train, test);

  // Classifiers of real images: one that judges, and those that bound the score.
  const kept = (set: ImageSet, seed: number): ScoreJob & { readonly path: string } => {
    const steps = stepsFor(set.count, protocol.leastSteps);
    const path = classifierPath(cache, specOf(set, { seed, steps }).origin);
    return { train: set, test, seed, steps, path };
  };
  const judgeJob = kept(all, judgeSeed);
  const realJobs = protocol.scoreSeeds.map((seed) => kept(train, seed));
  const jobs = [...new Map([judgeJob, ...realJobs].map((job) => [job.path, job])).values()];
  const untrained = jobs.filter(({ path }) => !existsSync(path));
  const realSteps = untrained.reduce((sum, { steps }) => sum + steps, 0);

  const plan = { subject, all, train, test, protocol, workers };
  const costs = costsOf(plan);
  const meter = new WorkMeter(totalWork(plan, realSteps), options.onProgress);
  const scoring = { workers, signal, onSteps: (steps: number) => meter.add(steps * costs.step) };
  const judging = { signal, onImages: (images: number) => meter.add(images * costs.judge) };
  const making = { signal, onImages: (images: number) => meter.add(images * costs.generate) };
  const lookingUp = { signal, onImages: (images: number) => meter.add(images * costs.lookUp) };

  meter.begin('classifiers of real images');
  const jobScores = await classificationScores(jobs, scoring);
  const realPaths = new Set(realJobs.map(({ path }) => path));
  const realScores = jobScores.filter((_, index) => realPaths.has(jobs[index]?.path ?? ''));
  const judge = Classifier.load(judgeJob.path, specOf(all, judgeJob));
  const model = new ImageModel(subject.networks);
  try {
    meter.begin('features of real images');
    const judgedTest = await featureSet(judge, test, judging);
    const judgedTrain = await featureSet(judge, train, judging);

    /** A generator's synthetic set, and what the judge sees in it. */
    const synthesize = async (of: ImageModel): Promise<{ set: ImageSet; judged: FeatureSet }> => {
      const set = await syntheticSet(of, { like: train, firstSeed: seeds.samples, ...making });
      return { set, judged: await featureSet(judge, set, judging) };
    };
    meter.begin('synthetic images');
    const synthetic = await synthesize(model);
    const float = subject.float && (await withModel(subject.float, synthesize));

    meter.begin('classifiers of synthetic images');
    const scoreJobs = [synthetic.set, ...(float ? [float.set] : [])].flatMap((set) =>
      protocol.scoreSeeds.map((seed): ScoreJob => {
        return { train: set, test, seed, steps: stepsFor(set.count, protocol.leastSteps) };
      }),
    );
    const scores = await classificationScores(scoreJobs, scoring);
    const perModel = protocol.scoreSeeds.length;

    meter.begin('neighbourhoods of features');
    const comparison = await compareSets(synthetic.judged, judgedTest, protocol);
    meter.add(costs.compare);
    signal.throwIfAborted();
    const bound = await compareSets(judgedTrain, judgedTest, protocol);
    meter.add(costs.compare);

    meter.begin('nearest training images');
    const some = (of: ImageSet) =>
      pickImages(of, randomSubset(of.count, protocol.memorizationImages, random(5)));
    const [someSamples, someTests] = [some(synthetic.set), some(test)];
    const both = new Uint8Array(someSamples.pixels.length + someTests.pixels.length);
    both.set(someSamples.pixels);
    both.set(someTests.pixels, someSamples.pixels.length);
    const nearest = await nearestImages(both, all, lookingUp);
    const [ofSamples, ofTests] = [
      nearest.slice(0, someSamples.count),
      nearest.slice(someSamples.count),
    ];

    meter.begin('reconstructions');
    const reconstructions = model.hasEncoder ? await reconstruct(model, test, making) : undefined;
    const found = pickImages(
      all,
      ofTests.map(({ index }) => index),
    );
    const findings: Findings = {
      subject,
      protocol,
      train,
      test,
      scores: scores.slice(0, perModel),
      realScores,
      judgedTest,
      judgedSynthetic: synthetic.judged,
      comparison,
      bound,
      memorization: memorization(ofSamples, ofTests),
      reconstruction: reconstructions && {
        ...(await measureReconstructions(reconstructions, {
          ...{ model, judge, train: all, test, judgedTest, making, judging },
        })),
        nearestSquaredError: meanSquaredError(someTests.pixels, found.pixels),
      },
      float: float && {
        scores: scores.slice(perModel),
        cfid: frechetDistance(judgedTest.statistics, float.judged.statistics),
      },
    };
    const exhibits = exhibitsOf({
      ...{ all, test, synthetic: synthetic.set, judged: synthetic.judged },
      ...{ lookedUp: someSamples, nearest: ofSamples, reconstructions },
    });
    return { metrics: metricsOf(findings), exhibits };
  } finally {
    model.dispose();
    judge.dispose();
  }
}

async function withModel<T>(
  generator: Network,
  use: (model: ImageModel) => Promise<T>,
): Promise<T> {
  const model = new ImageModel({ generator });
  try {
    return await use(model);
  } finally {
    model.dispose();
  }
}
