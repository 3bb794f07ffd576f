/**
 * A training step as data: phases in order, each moving one network by one loss. One loop walks
 * them (see `train.ts`); nothing else decides what is trained when.
 *
 * The generator comes first and leaves its samples for the discriminator, which saves a forward
 * pass a step: both learn from the same images.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { TrainConfig } from '../config/train-config.ts';
import {
  fakeLoss,
  generatorLoss,
  klLoss,
  realLoss,
  reconstructionLoss,
} from '../networks/losses.ts';
import type { NetworkName, Networks } from './networks.ts';

/** What a phase sees of the present step. All tensors outlive the step's phases. */
export interface Step {
  readonly networks: Networks;
  /** `[batch, height, width, channels]` in [-1, 1]. */
  readonly real: tf.Tensor4D;
  /** `[batch, classes]`: the classes of the real images; samples are drawn for the same. */
  readonly oneHot: tf.Tensor2D;
  /** `[batch, latent]` standard normals. */
  readonly latent: tf.Tensor2D;
  /** `[batch, latent]` standard normals for drawing z' ~ q(z|x). */
  readonly posteriorNoise: tf.Tensor2D;
  /** What the generator phase leaves for the discriminator phase. */
  readonly fakes: { samples?: tf.Tensor4D; reconstructions?: tf.Tensor4D };
}

/** Scalars by name; `total` is minimized, the others are for the record. */
type LossTerms = { readonly total: tf.Scalar } & Readonly<Record<string, tf.Scalar>>;

export interface Phase {
  readonly updates: NetworkName;
  /** Runs in every so many-th step. */
  readonly every: number;
  loss(step: Step): LossTerms;
}

export function phasesOf({ adversarial, vae }: TrainConfig): readonly Phase[] {
  const reconstructs = vae.judged || vae.gamma > 0;
  return [
    {
      updates: 'generator',
      every: 1,
      loss(step) {
        const { networks, oneHot, latent, real } = step;
        if (!reconstructs) {
          const samples = networks.generate(latent, oneHot);
          step.fakes.samples = tf.keep(samples.clone());
          const { logits } = networks.discriminator.judge(samples, oneHot, networks.dropoutMasks);
          return { total: generatorLoss(logits, adversarial) };
        }
        const encoded = draw(step);
        const both = networks.generate(tf.concat([latent, encoded]), tf.concat([oneHot, oneHot]));
        const [samples, reconstructions] = tf.split(both, 2) as [tf.Tensor4D, tf.Tensor4D];
        step.fakes.samples = tf.keep(samples.clone());
        step.fakes.reconstructions = tf.keep(reconstructions.clone());
        const { dropoutMasks } = networks;
        const ofSamples = networks.discriminator.judge(samples, oneHot, dropoutMasks);
        const ofReconstructions = networks.discriminator.judge(
          reconstructions,
          oneHot,
          dropoutMasks,
        );
        const target = networks.discriminator.judge(real, oneHot).features;
        const features = reconstructionLoss(target, ofReconstructions.features);
        const adversity = vae.judged
          ? tf.add(
              generatorLoss(ofSamples.logits, adversarial),
              generatorLoss(ofReconstructions.logits, adversarial),
            )
          : generatorLoss(ofSamples.logits, adversarial);
        return { total: tf.add(adversity, tf.mul(vae.gamma, features)), features };
      },
    },
    {
      updates: 'discriminator',
      every: 1,
      loss({ networks, real, oneHot, fakes }) {
        const { discriminator, dropoutMasks } = networks;
        const ofReal = discriminator.judge(real, oneHot, dropoutMasks).logits;
        const judged = vae.judged ? [fakes.samples, fakes.reconstructions] : [fakes.samples];
        const ofFakes = judged
          .filter((images) => images !== undefined)
          .map((images) => discriminator.judge(images, oneHot, dropoutMasks).logits);
        const paid = ofFakes.map((logits) => fakeLoss(logits, adversarial));
        return {
          total: tf.add(realLoss(ofReal, adversarial), tf.addN(paid)),
          real: tf.mean(ofReal),
          fake: tf.mean(tf.concat(ofFakes)),
        };
      },
    },
    {
      updates: 'encoder',
      every: vae.every,
      loss(step) {
        const { networks, real, oneHot } = step;
        const { mean, logVariance } = networks.encode(real);
        const reconstruction = networks.generate(
          reparameterize(mean, logVariance, step.posteriorNoise),
          oneHot,
        );
        const kl = klLoss(mean, logVariance);
        const pixels = reconstructionLoss(real, reconstruction);
        const target = networks.discriminator.judge(real, oneHot).features;
        const actual = networks.discriminator.judge(reconstruction, oneHot).features;
        const features = reconstructionLoss(target, actual);
        const paid = [
          tf.mul(vae.kl, kl),
          tf.mul(vae.pixels, pixels),
          tf.mul(vae.features, features),
        ];
        return { total: tf.addN(paid) as tf.Scalar, kl, pixels, features };
      },
    },
  ];
}

/** z' ~ q(z|x) as a constant: what the generator learns to decode does not move the encoder. */
function draw({ networks, real, posteriorNoise }: Step): tf.Tensor2D {
  const { mean, logVariance } = networks.encode(real);
  return reparameterize(mean, logVariance, posteriorNoise);
}

/** z = μ + σ ε (Kingma & Welling 2014, arXiv:1312.6114). */
function reparameterize(
  mean: tf.Tensor2D,
  logVariance: tf.Tensor2D,
  noise: tf.Tensor2D,
): tf.Tensor2D {
  return tf.add(mean, tf.mul(tf.exp(tf.mul(0.5, logVariance)), noise));
}
