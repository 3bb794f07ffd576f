/**
 * What a run would cost: sizes of its networks by counting, memory and time by taking a few of its own
 * steps and throwing them away.
 */
import { countMultiplyAdds } from '@comfy-edge/model';
import * as tf from '@tensorflow/tfjs-core';
import { type NetworkName, type Networks, networkNames } from '../loop/networks.ts';
import { phasesOf } from '../loop/phases.ts';
import type { RunState } from '../loop/run-state.ts';
import { oneHotOf } from '../loop/sampling.ts';
import { drawInputs } from '../loop/step-inputs.ts';
import { trainStep } from '../loop/train-step.ts';
import { type Replicas, startReplicas } from '../parallel/replicas.ts';
import { profileMultiplyAdds } from './multiply-adds.ts';

interface NetworkSize {
  readonly name: NetworkName;
  readonly parameters: number;
  /** Of one image, forward. */
  readonly multiplyAdds: number;
}

export interface Estimate {
  readonly networks: readonly NetworkSize[];
  /** Of weights, averages and optimizer moments. */
  readonly stateBytes: number;
  /** Of everything at the height of a step. */
  readonly peakBytes: number;
  readonly batchSize: number;
  readonly imagesPerSecond: number;
  readonly steps: number;
}

/** The optimizers have their moments by then, and caches are warm. */
const warmSteps = 2;
const mostSeconds = 10;
const mostSteps = 16;

/**
 * Takes some steps of `run`, which is of no use afterwards.
 * @param workers threads that share the steps whose time is taken; memory is that of one
 */
export async function estimate(run: RunState, workers = 1): Promise<Estimate> {
  const networks = await sizesOf(run.networks, run.config.image);
  const phases = phasesOf(run.config);
  let replicas: Replicas | undefined;
  const step = async () => {
    const inputs = drawInputs(run);
    await (replicas?.step(inputs) ?? trainStep(run, phases, inputs));
    // Lets the next batch be prepared, as training does.
    await new Promise((resolve) => setImmediate(resolve));
  };
  for (let warm = 0; warm < warmSteps; warm++) await step();
  const stateBytes = tf.memory().numBytes;
  const { peakBytes } = await tf.profile(async () => {
    await step();
    return [];
  });
  const batchSize = run.batches.batchSize;
  try {
    if (workers > 1) {
      replicas = await startReplicas(run, workers);
      await step(); // Theirs are cold.
    }
    const started = performance.now();
    let steps = 0;
    while (steps < mostSteps && (steps === 0 || performance.now() - started < mostSeconds * 1000)) {
      await step();
      steps += 1;
    }
    const seconds = (performance.now() - started) / 1000;
    const imagesPerSecond = (steps * batchSize) / seconds;
    return { networks, stateBytes, peakBytes, batchSize, imagesPerSecond, steps };
  } finally {
    await replicas?.close();
  }
}

async function sizesOf(
  networks: Networks,
  { height, width, channels }: { height: number; width: number; channels: number },
): Promise<NetworkSize[]> {
  const image = tf.zeros<tf.Rank.R4>([1, height, width, channels]);
  const oneHot = oneHotOf([0], networks.generatorGraph.classCount);
  const multiplyAdds = {
    generator: countMultiplyAdds(networks.generatorGraph),
    encoder: countMultiplyAdds(networks.encoderGraph),
    discriminator: await profileMultiplyAdds(() => {
      const { logits, features } = networks.discriminator.judge(image, oneHot);
      return [logits, features];
    }),
  };
  tf.dispose([image, oneHot]);
  return networkNames.map((name) => ({
    name,
    parameters: networks.variablesOf(name).reduce((sum, { size }) => sum + size, 0),
    multiplyAdds: multiplyAdds[name],
  }));
}
