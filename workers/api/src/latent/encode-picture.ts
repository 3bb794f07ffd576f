/** A picture's latent distribution by a version's encoder. */

import type { Conversion, Image, LatentDistribution } from '@comfy-edge/runtime';
import type { Version } from '../models/use-version.ts';
import type { Picture } from './picture.ts';

export interface EncodedPicture extends LatentDistribution {
  /** As the encoder saw it. */
  readonly image: Image;
  readonly conversions: readonly Conversion[];
}

/** @throws ProblemError `encoder_missing`, and as any use of a version */
export function encodePicture(version: Version, picture: Picture): Promise<EncodedPicture> {
  return version.withEncoder(({ encoder }) => {
    const { image, conversions } = picture.fit(encoder.imageShape);
    return { image, conversions, ...encoder.encode(image) };
  });
}
