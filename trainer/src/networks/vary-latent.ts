/**
 * A variation of a latent: z' = √(1 − s²) z + s ε, ε ~ N(0, I) (the preconditioned Crank–Nicolson
 * proposal, Cotter et al. 2013, arXiv:1202.0709). Where z has the generator's prior, z' has it too,
 * whatever the strength s, so variations are as likely images as samples are. A step straight away
 * from z, z + s ε, would leave the sphere the generator was trained on.
 */
import * as tf from '@tensorflow/tfjs-core';

/**
 * @param latent `[batch, latent]`, e.g. the encoder's means
 * @param noise standard normals of the same shape
 * @param strength 0 leaves the latent, 1 forgets it
 */
export function varyLatent(latent: tf.Tensor2D, noise: tf.Tensor2D, strength: number): tf.Tensor2D {
  return tf.add(tf.mul(latent, Math.sqrt(1 - strength ** 2)), tf.mul(noise, strength));
}
