/** Images of a model, each with what it takes to make it again. */

import { EngineError, type Image, type LoadedModel } from '@comfy-edge/runtime';
import { modelUnavailable } from '../models/registry.ts';
import { classIndices, type ImagesRequest } from './request.ts';

export interface MadeImage {
  readonly seed: number;
  readonly class: string;
  readonly classIndex: number;
  readonly image: Image;
}

/**
 * Image `i` has seed `(seed + i) mod 2³²` and index 0, so it can be asked for alone.
 *
 * @throws ProblemError `unknown_class`, `model_unavailable` for weights that give no finite pixels
 */
export function generateImages(request: ImagesRequest, loaded: LoadedModel): MadeImage[] {
  const { manifest, generator, digest } = loaded;
  const { seed, truncation } = request;
  try {
    return classIndices(request, manifest.classes).map((classIndex, i) => {
      const ownSeed = (seed + i) % 2 ** 32;
      return {
        seed: ownSeed,
        class: manifest.classes[classIndex] ?? '',
        classIndex,
        image: generator.generate({ classIndex, seed: ownSeed, truncation }),
      };
    });
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    throw modelUnavailable(request.reference.model, digest, error);
  }
}
