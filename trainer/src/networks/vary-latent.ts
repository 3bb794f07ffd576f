/**
 * Variations of a batch of latents as tensors, with the weights that the edge mixes by
 * (`model/src/latent/varied-latent.ts`): where z has the generator's prior, z' has it too, whatever the
 * strength. A step straight away from z, z + s ε, would leave the sphere the generator was trained on.
 */
import { variationWeights } from '@comfy-edge/model';
import * as tf from '@tensorflow/tfjs-core';

/**
 * @param latent `[batch, latent]`, e.g. the encoder's means
 * @param noise standard normals of the same shape
 * @param strength 0 leaves the latent, 1 forgets it
 * @throws RangeError for a strength outside [0, 1]
 */
export function varyLatent(latent: tf.Tensor2D, noise: tf.Tensor2D, strength: number): tf.Tensor2D {
  const { kept, added } = variationWeights(strength);
  return tf.add(tf.mul(latent, kept), tf.mul(noise, added));
}
