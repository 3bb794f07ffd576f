/**
 * One training step: every phase that is due, then what follows from it: the probability of
 * augmentation and the moving average of the generator.
 */
import { RandomStream } from '@comfy-edge/model';
import * as tf from '@tensorflow/tfjs-core';
import { adaptProbability } from '../augment/adaptive-probability.ts';
import { emaUpdate } from '../backend/adam.ts';
import type { Learner } from './learner.ts';
import { networkNames } from './networks.ts';
import { isDue } from './phases.ts';
import { alone, runPhase } from './run-phase.ts';
import { oneHotOf } from './sampling.ts';
import { averagingDecay, isEncoderAlone, rateFactor } from './schedule.ts';
import type { Phase, Step } from './step.ts';
import type { StepInputs } from './step-inputs.ts';
import { countIdleSteps } from './training-failure.ts';

/**
 * @param inputs of this learner: the whole batch, or its slice of it
 * @param averaging with the learners that have the other slices; none by default
 * @returns every phase's scalars as `<network>/<term>`, means over the whole batch
 * @throws TrainingDiverged, TrainingCollapsed
 */
export async function trainStep(
  learner: Learner,
  phases: readonly Phase[],
  inputs: StepInputs,
  averaging = alone,
): Promise<Record<string, number>> {
  const { config, networks, progress, optimizers } = learner;
  const { height, width, channels } = config.image;
  const count = inputs.labels.length;
  const latentShape: [number, number] = [count, config.generator.latentSize];
  networks.dropoutMasks = new RandomStream(inputs.dropoutMasks);
  const step: Step = {
    networks,
    number: progress.step,
    share: learner.share,
    variation: {
      kinds: config.variation.kinds,
      probability: progress.augmentation.probability,
    },
    guards: config.guards,
    real: tf.tensor4d(inputs.images, [count, height, width, channels]),
    oneHot: oneHotOf(inputs.labels, networks.generatorGraph.classCount),
    latent: tf.tensor2d(inputs.latent, latentShape),
    posteriorNoise: tf.tensor2d(inputs.posteriorNoise, latentShape),
    fakes: {},
  };
  for (const network of networkNames) {
    const factor = rateFactor(config, network, { step: progress.step, share: step.share });
    optimizers[network].learningRate = config.optimizer[`${network}Rate`] * factor;
  }
  const adversarial = !isEncoderAlone(config, step.share);
  if (adversarial) networks.discriminator.spectralNorm?.advance();
  const scalars: Record<string, number> = {};
  for (const phase of phases) {
    if (!isDue(phase, step)) continue;
    const terms = await runPhase(phase, step, optimizers[phase.updates], averaging);
    for (const [term, value] of Object.entries(terms)) scalars[`${phase.updates}/${term}`] = value;
  }
  const { fakes, real, oneHot, latent, posteriorNoise } = step;
  tf.dispose([real, oneHot, latent, posteriorNoise, ...Object.values(fakes)]);
  if (adversarial) followAdversaries(learner, scalars, count * averaging.workers);
  progress.step += 1;
  progress.images += count * averaging.workers;
  return scalars;
}

/** What a step of generator and discriminator entails. */
function followAdversaries(
  { config, networks, progress }: Learner,
  scalars: Readonly<Record<string, number>>,
  images: number,
): void {
  const { 'discriminator/adversity': adversity = 0, 'discriminator/realSign': realSign = 0 } =
    scalars;
  progress.idleSteps = countIdleSteps(progress.idleSteps, adversity, config.guards);
  progress.augmentation = adaptProbability(
    progress.augmentation,
    realSign,
    images,
    config.variation,
  );
  const decay = averagingDecay(config, progress.step);
  for (const [name, shadow] of networks.averaged) {
    const variable = networks.generator.get(name);
    if (variable !== undefined) emaUpdate(shadow, variable, decay);
  }
}
