/**
 * The generator learns to be believed and, where the configuration says so, to decode what the
 * encoder made of real images (γ in Larsen et al. 2016, arXiv:1512.09300).
 */
import * as tf from '@tensorflow/tfjs-core';
import type { TrainConfig } from '../config/train-config.ts';
import { generatorLoss, reconstructionLoss } from '../networks/losses.ts';
import { reparameterize } from '../networks/reparameterize.ts';
import { weightPenalty } from '../networks/weight-penalty.ts';
import { adversariesEvery, isJoint } from './schedule.ts';
import { judgeVaried, type LossTerms, type Phase, type Step } from './step.ts';

export function generatorPhase(config: TrainConfig): Phase {
  const { regularization } = config;
  return {
    updates: 'generator',
    every: (share) => adversariesEvery(config, share),
    loss(step) {
      const joint = isJoint(config, step.share);
      const terms = joint ? reconstructingLoss(step, config) : samplesLoss(step, config);
      const weights = weightPenalty(step.networks.generator, regularization);
      return weights === undefined ? terms : { ...terms, total: tf.add(terms.total, weights) };
    },
  };
}

function samplesLoss(step: Step, { adversarial }: TrainConfig): LossTerms {
  const samples = step.networks.generate(step.latent, step.oneHot);
  step.fakes.samples = tf.keep(samples.clone());
  return { total: generatorLoss(judgeVaried(step, samples), adversarial) };
}

/** One pass of the generator makes both, so that both are normalized by the same statistics. */
function reconstructingLoss(step: Step, { adversarial, vae }: TrainConfig): LossTerms {
  const { networks, oneHot, latent, real, fakes } = step;
  const { discriminator } = networks;
  const both = networks.generate(tf.concat([latent, draw(step)]), tf.concat([oneHot, oneHot]));
  const [samples, reconstructions] = tf.split(both, 2) as [tf.Tensor4D, tf.Tensor4D];
  fakes.samples = tf.keep(samples.clone());
  fakes.reconstructions = tf.keep(reconstructions.clone());
  const target = discriminator.judge(real, oneHot).features;
  const features = reconstructionLoss(
    target,
    discriminator.judge(reconstructions, oneHot).features,
  );
  const ofSamples = generatorLoss(judgeVaried(step, samples), adversarial);
  const adversity = vae.judged
    ? tf.add(ofSamples, generatorLoss(judgeVaried(step, reconstructions), adversarial))
    : ofSamples;
  return { total: tf.add(adversity, tf.mul(vae.gamma, features)), features };
}

/** z' ~ q(z|x) as a constant: what the generator learns to decode does not move the encoder. */
function draw({ networks, real, posteriorNoise }: Step): tf.Tensor2D {
  const { mean, logVariance } = networks.encode(real);
  return reparameterize(mean, logVariance, posteriorNoise);
}
