/**
 * The three losses of the VAE-GAN (Larsen et al. 2016, arXiv:1512.09300), as functions of logits
 * `[batch, 1]` and images. D gives logits, so −log D = softplus(−logit) and −log(1 − D) =
 * softplus(logit). Hinge: Lim & Ye 2017, arXiv:1705.02894. All return scalars; the caller tidies.
 */
import * as tf from '@tensorflow/tfjs-core';

export type Adversarial = 'nonSaturating' | 'hinge';

/** What the discriminator pays for doubting real images: −E[log D(x)], or E[max(0, 1 − logit)]. */
export function realLoss(logits: tf.Tensor, adversarial: Adversarial): tf.Scalar {
  return adversarial === 'hinge'
    ? tf.mean(tf.relu(tf.sub(1, logits)))
    : tf.mean(tf.softplus(tf.neg(logits)));
}

/** What the discriminator pays for believing fakes: −E[log(1 − D(G(z)))], or E[max(0, 1 + logit)]. */
export function fakeLoss(logits: tf.Tensor, adversarial: Adversarial): tf.Scalar {
  return adversarial === 'hinge'
    ? tf.mean(tf.relu(tf.add(1, logits)))
    : tf.mean(tf.softplus(logits));
}

/** What the generator pays for being found out: −E[log D(G(z))], or −E[logit]. */
export function generatorLoss(logits: tf.Tensor, adversarial: Adversarial): tf.Scalar {
  return tf.mean(adversarial === 'hinge' ? tf.neg(logits) : tf.softplus(tf.neg(logits)));
}

/** KL(q(z|x) ‖ N(0, I)) = −½ Σ (1 + log σ² − μ² − σ²), in nats, averaged over the batch. */
export function klLoss(mean: tf.Tensor2D, logVariance: tf.Tensor2D): tf.Scalar {
  const terms = tf.sub(tf.sub(tf.add(1, logVariance), tf.square(mean)), tf.exp(logVariance));
  return tf.mul(-0.5, tf.mean(tf.sum(terms, 1)));
}

/**
 * ½ Σ (x − x̂)², averaged over the batch: the negative log-likelihood of a Gaussian of unit variance,
 * up to a constant. In pixels, or in the discriminator's features.
 */
export function reconstructionLoss(target: tf.Tensor, actual: tf.Tensor): tf.Scalar {
  const batch = target.shape[0] ?? 1;
  return tf.mul(0.5 / batch, tf.sum(tf.square(tf.sub(target, actual))));
}
