/**
 * A variation of an image in latent space: its latent mixed with noise so that what was a standard normal
 * stays one, `z = √(1 − s²) · μ + s · ε` with ε ~ N(0, I). The preconditioned Crank–Nicolson step
 * (Cotter et al. 2013, arXiv:1202.0709): unlike adding noise, it keeps to where the generator was trained,
 * at any strength.
 */

/**
 * @param mean μ of q(z|x), `[size]` f32
 * @param noise ε, `[size]` f32
 * @param strength s in [0, 1]: 0 is the reconstruction, 1 forgets the image
 * @returns `[size]` f32
 * @throws RangeError for vectors of different sizes and for a strength outside [0, 1]
 */
export function variedLatent(
  mean: Float32Array,
  noise: Float32Array,
  strength: number,
): Float32Array {
  if (mean.length !== noise.length) {
    throw new RangeError(`expected as much noise as mean, got ${noise.length} and ${mean.length}`);
  }
  const { kept, added } = variationWeights(strength);
  return mean.map((value, index) => kept * value + added * (noise[index] as number));
}

/**
 * How much of the mean is kept, and how much noise is added: their squares make 1.
 *
 * @throws RangeError for a strength outside [0, 1]
 */
export function variationWeights(strength: number): {
  readonly kept: number;
  readonly added: number;
} {
  if (!(strength >= 0 && strength <= 1)) {
    throw new RangeError(`expected a strength in [0, 1], got ${strength}`);
  }
  return { kept: Math.sqrt(1 - strength * strength), added: strength };
}
