/**
 * The latent vector that a seed stands for. Together with the model's digest and the engine it *is*
 * the image, so nothing here may ever change its bits: `latent.test.ts` pins them.
 */

import { inverseNormal, uniformFromWords } from './gaussian.ts';
import { philox4x32 } from './philox.ts';
import { assertU32 } from './u32.ts';

/** Fourth word of the counter: keeps latents apart from `RandomStream`'s draws for equal keys. */
const LATENT_DOMAIN = 0;

export interface LatentOptions {
  /** u32; first word of the Philox key. */
  readonly seed: number;
  /** u32; second word of the key. */
  readonly index?: number;
  /** Number of components. */
  readonly size: number;
  /** Scales the vector, in [0, 1]: smaller is more typical and less varied. */
  readonly truncation?: number;
}

/**
 * `truncation · N(0, I)`, components 2b and 2b + 1 made of the words of Philox block b.
 *
 * @returns `[size]` f32
 * @throws RangeError for a seed or index that is no u32, a size that is no positive integer, or a
 *   truncation outside [0, 1]
 */
export function latentVector({
  seed,
  index = 0,
  size,
  truncation = 1,
}: LatentOptions): Float32Array {
  assertU32('seed', seed);
  assertU32('index', index);
  if (!Number.isInteger(size) || size < 1) {
    throw new RangeError(`expected size to be a positive integer, got ${size}`);
  }
  if (!(truncation >= 0 && truncation <= 1)) {
    throw new RangeError(`expected truncation in [0, 1], got ${truncation}`);
  }
  const latent = new Float32Array(size);
  for (let start = 0; start < size; start += 2) {
    const words = philox4x32([start / 2, 0, 0, LATENT_DOMAIN], [seed, index]);
    latent[start] = truncation * inverseNormal(uniformFromWords(words[0], words[1]));
    // A store past the end of a typed array is ignored: an odd size drops the last half block.
    latent[start + 1] = truncation * inverseNormal(uniformFromWords(words[2], words[3]));
  }
  return latent;
}
