/** Variations of a picture: its latent, mixed with the noise of as many seeds. */

import { latentVector, variedLatent } from '@comfy-edge/model';
import type { Image, LoadedModel } from '@comfy-edge/runtime';
import type { EncodedPicture } from './encode-picture.ts';
import type { VariationRequest } from './picture-request.ts';
import { reconstruct } from './reconstruct.ts';

type Wanted = Pick<VariationRequest, 'class' | 'strength' | 'count' | 'seed'>;

interface Variation {
  readonly seed: number;
  readonly image: Image;
}

/**
 * Variation `i` takes the noise of seed `(seed + i) mod 2³²`, so it can be asked for alone.
 *
 * @throws ProblemError `unknown_class`; EngineError `not_finite`
 */
export function vary(
  loaded: LoadedModel,
  encoded: EncodedPicture,
  { class: wanted, strength, count, seed }: Wanted,
): { readonly classIndex: number; readonly variations: readonly Variation[] } {
  const { generator } = loaded;
  const { classIndex } = reconstruct(loaded, encoded, wanted);
  const seeds = Array.from({ length: count }, (_, i) => (seed + i) % 2 ** 32);
  const latents = seeds.map((it) =>
    variedLatent(encoded.mean, latentVector({ seed: it, size: generator.latentSize }), strength),
  );
  const images = generator.decodeMany(latents, classIndex);
  return {
    classIndex,
    variations: seeds.map((it, i) => ({ seed: it, image: images[i] as Image })),
  };
}
