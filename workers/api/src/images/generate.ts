/** Images of a model, each with what it takes to make it again. */

import { type Image, type LoadedModel, toBytes } from '@comfy-edge/runtime';
import { movesOf } from '../latent/directions-field.ts';
import { classIndexOf } from '../models/class-index.ts';
import type { ImagesRequest } from './request.ts';

export interface MadeImage {
  /** The seed that makes it alone. */
  readonly seed: number;
  readonly class: string;
  readonly classIndex: number;
  readonly image: Image;
  /** What the image was before it was rounded to bytes, where that was wanted. */
  readonly values?: Float32Array;
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
  { manifest, generator }: LoadedModel,
): MadeImage[] {
  const { classes } = manifest;
  const moves = movesOf(directions, manifest.directions, '/directions');
  const fixed = wanted === undefined ? undefined : classIndexOf(wanted, classes, '/class');
  return Array.from({ length: count }, (_, i) => {
    const classIndex = fixed ?? i % classes.length;
    const ownSeed = (seed + i) % 2 ** 32;
    const options = { classIndex, seed: ownSeed, truncation, moves };
    const made = { seed: ownSeed, class: classes[classIndex] ?? '', classIndex };
    if (!withValues) return { ...made, image: generator.generate(options) };
    const values = generator.values(options);
    return { ...made, values, image: { pixels: toBytes(values), ...generator.imageShape } };
  });
}
