/** The discriminator learns to tell real images from what the generator phase left. */
import * as tf from '@tensorflow/tfjs-core';
import type { TrainConfig } from '../config/train-config.ts';
import { gradientPenalty } from '../networks/gradient-penalty.ts';
import { fakeLoss, realLoss } from '../networks/losses.ts';
import { weightPenalty } from '../networks/weight-penalty.ts';
import { adversariesEvery } from './schedule.ts';
import { judgeVaried, type Phase } from './step.ts';

export function discriminatorPhase(config: TrainConfig): Phase {
  const { adversarial, vae, r1, regularization } = config;
  return {
    updates: 'discriminator',
    every: (share) => adversariesEvery(config, share),
    loss(step) {
      const { networks, real, fakes } = step;
      const ofReal = judgeVaried(step, real);
      // Before joint training begins, there are no reconstructions.
      const judged = vae.judged ? [fakes.samples, fakes.reconstructions] : [fakes.samples];
      const ofFakes = judged
        .filter((images) => images !== undefined)
        .map((images) => judgeVaried(step, images));
      const paid = ofFakes.map((logits) => fakeLoss(logits, adversarial));
      const adversity = tf.add(realLoss(ofReal, adversarial), tf.addN(paid)) as tf.Scalar;
      const penalties: Record<string, tf.Scalar> = {};
      let total = adversity;
      // Lazy (Karras et al. 2020, arXiv:1912.04958): seldom, and so much the more.
      if (r1.gamma > 0 && step.number % r1.every === 0) {
        penalties.r1 = gradientPenalty((images) => judgeVaried(step, images), real);
        total = tf.add(total, tf.mul(r1.gamma * r1.every, penalties.r1));
      }
      const weights = weightPenalty(networks.discriminator.parameters, regularization);
      if (weights !== undefined) total = tf.add(total, weights);
      return {
        total,
        adversity,
        real: tf.mean(ofReal),
        fake: tf.mean(tf.concat(ofFakes)),
        /** r_t of adaptive augmentation. */
        realSign: tf.mean(tf.sign(ofReal)),
        ...penalties,
      };
    },
  };
}
