/** Images of a model, each with what it takes to make it again. */

import { type Drawing, drawRecipe, type LoadedModel, type Recipe } from '@comfy-edge/runtime';
import { checkSteps } from '../latent/directions-field.ts';
import { classIndexOf } from '../models/class-index.ts';
import type { ImagesRequest } from './request.ts';

export interface MadeImage extends Drawing {
  /** The seed that makes it alone. */
  readonly seed: number;
  readonly class: string;
  readonly classIndex: number;
}

type Wanted = Pick<ImagesRequest, 'seed' | 'class' | 'count' | 'truncation'> & {
  readonly directions?: ImagesRequest['directions'];
  /** Keeps what is in [-1, 1], too. */
  readonly withValues?: boolean;
};

/**
 * Image `index` of a request alone, the same as among all of them.
 *
 * @throws as `generateImages`
 */
export function generateImage(wanted: Wanted, index: number, loaded: LoadedModel): MadeImage {
  const classCount = loaded.manifest.classes.length;
  const one = {
    ...wanted,
    seed: (wanted.seed + index) % 2 ** 32,
    class: wanted.class ?? index % classCount,
    count: 1,
  };
  const [image] = generateImages(one, loaded);
  if (image === undefined) throw new Error('expected an image, got none');
  return image;
}

/**
 * Image `i` has seed `(seed + i) mod 2³²` and index 0, so it can be asked for alone.
 *
 * @throws ProblemError `unknown_class`, `unknown_direction`
 * @throws EngineError for weights that give no finite pixels
 */
export function generateImages(
  { seed, class: wanted, count, truncation, directions = [], withValues = false }: Wanted,
  loaded: LoadedModel,
): MadeImage[] {
  const { classes, directions: published } = loaded.manifest;
  checkSteps(directions, published, '/directions');
  const fixed = wanted === undefined ? undefined : classIndexOf(wanted, classes, '/class');
  const recipe: Recipe = {
    ...{ seed, n: count, truncation, directions },
    ...(fixed !== undefined && { class: classes[fixed] ?? '' }),
  };
  return drawRecipe(recipe, loaded, { withValues }).map((drawing, i) => {
    const classIndex = fixed ?? i % classes.length;
    const own = { seed: (seed + i) % 2 ** 32, class: classes[classIndex] ?? '', classIndex };
    return { ...own, ...drawing };
  });
}
