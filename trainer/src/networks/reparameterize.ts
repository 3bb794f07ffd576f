/** Draws from q(z|x) that gradients flow through (Kingma & Welling 2014, arXiv:1312.6114). */
import * as tf from '@tensorflow/tfjs-core';

/**
 * z = μ + σ ε, all `[batch, latent]` f32.
 * @param noise ε, standard normals
 */
export function reparameterize(
  mean: tf.Tensor2D,
  logVariance: tf.Tensor2D,
  noise: tf.Tensor2D,
): tf.Tensor2D {
  return tf.add(mean, tf.mul(tf.exp(tf.mul(0.5, logVariance)), noise));
}
