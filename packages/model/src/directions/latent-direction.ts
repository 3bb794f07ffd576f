/** Directions in latent space along which images change in one respect, as a manifest publishes them. */

export interface LatentDirection {
  /** `[latent.size]`; as long as one standard deviation of what it changes. */
  readonly vector: readonly number[];
  /** Share of the first layer's variance that lies along it, in [0, 1]. */
  readonly explainedVariance: number;
}

/** A step along a direction, in its standard deviations. */
export interface LatentMove {
  readonly vector: readonly number[];
  readonly amount: number;
}

/**
 * @param latent `[size]` f32, left as it is
 * @returns `[size]` f32
 * @throws RangeError for a direction of another size
 */
export function moveLatent(latent: Float32Array, moves: readonly LatentMove[]): Float32Array {
  const moved = Float64Array.from(latent);
  for (const { vector, amount } of moves) {
    if (vector.length !== moved.length) {
      throw new RangeError(`expected a direction of ${moved.length} values, got ${vector.length}`);
    }
    vector.forEach((value, index) => {
      moved[index] = (moved[index] as number) + amount * value;
    });
  }
  return Float32Array.from(moved);
}
