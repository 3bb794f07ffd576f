/**
 * Back from a latent to pixels. The encoder does not see the class and the decoder needs one: where a
 * request names none, it is the one whose reconstruction is nearest to the picture, which is how a
 * generative model classifies (analysis by synthesis).
 */

import type { Image, LoadedModel } from '@comfy-edge/runtime';
import { classIndexOf } from '../models/class-index.ts';
import type { EncodedPicture } from './encode-picture.ts';
import { meanAbsoluteLevels } from './image-distance.ts';

export interface Reconstruction {
  readonly classIndex: number;
  readonly image: Image;
  /** From the picture as the encoder saw it. */
  readonly meanAbsoluteLevels: number;
}

/** @throws ProblemError `unknown_class`; EngineError `not_finite` */
export function reconstruct(
  { manifest: { classes }, generator }: LoadedModel,
  { image: picture, mean }: EncodedPicture,
  wanted: string | number | undefined,
): Reconstruction {
  const of = (classIndex: number): Reconstruction => {
    const image = generator.decode(mean, classIndex);
    return { classIndex, image, meanAbsoluteLevels: meanAbsoluteLevels(image, picture) };
  };
  if (wanted !== undefined) return of(classIndexOf(wanted, classes, '/class'));
  return classes
    .map((_, classIndex) => of(classIndex))
    .reduce((best, it) => (it.meanAbsoluteLevels < best.meanAbsoluteLevels ? it : best));
}
