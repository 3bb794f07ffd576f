/** The path of a request as the recipe that draws it, with everything that the model has a say in. */

import { encodeLatent, type LatentSpace, type Path, type Recipe } from '@comfy-edge/runtime';
import { classIndexOf } from '../models/class-index.ts';
import { checkSteps } from './directions-field.ts';
import type { InterpolationRequest } from './interpolation-request.ts';
import { expectLatentSize } from './latent-field.ts';

/**
 * @throws ProblemError `unknown_class`, `unknown_direction`, `invalid_request` for a latent of another size
 */
export function pathRecipe(
  { waypoints, truncation, frames, loop }: InterpolationRequest,
  { classes, directions: published, latent: { size } }: LatentSpace,
): Recipe & { readonly path: Path } {
  const points = waypoints.map(({ from, directions, class: wanted, classPointer }, index) => {
    const name = classes[classIndexOf(wanted, classes, classPointer)] ?? '';
    checkSteps(directions, published, `/waypoints/${index}/directions`);
    const steps = directions.length > 0 && { directions };
    if ('seed' in from) return { seed: from.seed, class: name, ...steps };
    expectLatentSize(from.latent, size, `/waypoints/${index}/latent`);
    return { latent: encodeLatent(from.latent), class: name, ...steps };
  });
  return {
    ...{ seed: 0, n: frames, truncation },
    path: { waypoints: points, ...(loop && { loop: true as const }) },
  };
}
