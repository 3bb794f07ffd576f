/** Whether a version can have drawn what a receipt says; known once it is loaded. */

import type { LatentSpace, Recipe } from '@comfy-edge/runtime';
import { ProblemError } from '../http/problem-error.ts';
import { checkSteps } from '../latent/directions-field.ts';
import { classIndexOf } from '../models/class-index.ts';

/** Characters of base64 for each value of a latent, which has four bytes. */
const charactersOf = (values: number) => 4 * Math.ceil((4 * values) / 3);

/**
 * @param pointer where the request has the receipt
 * @throws ProblemError `unknown_class`, `unknown_direction`, `receipt_invalid` for a latent of another size
 */
export function checkRecipe(
  { class: name, directions = [], latent, path }: Recipe,
  { classes, directions: published, latent: { size } }: LatentSpace,
  pointer: string,
): void {
  const points = [{ class: name, directions, latent }, ...(path?.waypoints ?? [])];
  for (const point of points) {
    if (point.class !== undefined) classIndexOf(point.class, classes, pointer);
    checkSteps(point.directions ?? [], published, pointer);
    if (point.latent === undefined || point.latent.length === charactersOf(size)) continue;
    throw new ProblemError(
      'receipt_invalid',
      `expected latents of ${size} values as the model has them, got others`,
      { pointer },
    );
  }
}
