/**
 * A picture's latent as the recipe that draws around it. The encoder does not see the class and the decoder
 * needs one: where a request names none, it is the one whose reconstruction is nearest to the picture, which
 * is how a generative model classifies (analysis by synthesis).
 */

import { encodeLatent, type LoadedModel, type Recipe } from '@comfy-edge/runtime';
import { classIndexOf } from '../models/class-index.ts';
import type { EncodedPicture } from './encode-picture.ts';
import { meanAbsoluteLevels } from './image-distance.ts';

interface Wanted {
  /** Name or index; undefined, the class that reconstructs the picture best. */
  readonly class: string | number | undefined;
  /** 0 is the reconstruction, 1 forgets the picture. */
  readonly strength: number;
  readonly count: number;
  /** u32 of variation 0: variation `i` takes the noise of `(seed + i) mod 2³²`. */
  readonly seed: number;
}

export interface PictureRecipe {
  readonly classIndex: number;
  readonly className: string;
  readonly recipe: Recipe;
}

/** @throws ProblemError `unknown_class`; EngineError `not_finite` */
export function pictureRecipe(
  loaded: LoadedModel,
  encoded: EncodedPicture,
  { class: wanted, strength, count, seed }: Wanted,
): PictureRecipe {
  const { classes } = loaded.manifest;
  const classIndex =
    wanted === undefined ? nearestClass(loaded, encoded) : classIndexOf(wanted, classes, '/class');
  const className = classes[classIndex] ?? '';
  const latent = encodeLatent(encoded.mean);
  const recipe = { seed, n: count, class: className, truncation: 1, latent, strength };
  return { classIndex, className, recipe };
}

function nearestClass(
  { manifest: { classes }, generator }: LoadedModel,
  { image: picture, mean }: EncodedPicture,
): number {
  const distances = classes.map((_, classIndex) =>
    meanAbsoluteLevels(generator.decode(mean, classIndex), picture),
  );
  return distances.indexOf(Math.min(...distances));
}
