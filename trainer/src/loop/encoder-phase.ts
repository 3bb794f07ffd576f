/** The encoder learns to say where in the latent space real images come from. */
import * as tf from '@tensorflow/tfjs-core';
import type { TrainConfig } from '../config/train-config.ts';
import { klLoss, reconstructionLoss } from '../networks/losses.ts';
import { reparameterize } from '../networks/reparameterize.ts';
import { weightPenalty } from '../networks/weight-penalty.ts';
import { encoderEvery, isJoint, klWeight } from './schedule.ts';
import type { Phase } from './step.ts';

export function encoderPhase(config: TrainConfig): Phase {
  const { vae, regularization } = config;
  return {
    updates: 'encoder',
    every: (share) => encoderEvery(config, share),
    loss({ networks, share, real, oneHot, latent, posteriorNoise }) {
      const { discriminator } = networks;
      const { mean, logVariance } = networks.encode(real);
      // Where nothing of it reaches the generator, the encoder inverts the one that is published.
      const decoder = isJoint(config, share) ? networks.generator : networks.averaged;
      // Normalized as samples are: by statistics of their own, reconstructions could all be too dark or too
      // bright and nobody would see it before the generator is published with standing ones.
      const statistics = networks.statistics(latent, oneHot, decoder);
      const standing = new Map<string, tf.Tensor>([...decoder, ...statistics]);
      const drawn = reparameterize(mean, logVariance, posteriorNoise);
      const reconstruction = networks.generate(drawn, oneHot, standing);
      const kl = klLoss(mean, logVariance);
      const pixels = reconstructionLoss(real, reconstruction);
      const target = discriminator.judge(real, oneHot).features;
      const features = reconstructionLoss(
        target,
        discriminator.judge(reconstruction, oneHot).features,
      );
      const weights = weightPenalty(networks.encoder, regularization);
      const paid = [
        tf.mul(klWeight(config, share), kl),
        tf.mul(vae.pixels, pixels),
        tf.mul(vae.features, features),
        ...(weights === undefined ? [] : [weights]),
      ];
      return { total: tf.addN(paid) as tf.Scalar, kl, pixels, features };
    },
  };
}
