/** Steps along a version's published directions, as requests name them. */

import type { LatentDirection, LatentMove } from '@comfy-edge/model';
import * as v from 'valibot';
import { expecting, integerBetween } from '../http/check.ts';
import { numberBetween } from '../http/fields.ts';
import { ProblemError } from '../http/problem-error.ts';

export interface DirectionStep {
  readonly index: number;
  /** In the direction's standard deviations. */
  readonly amount: number;
}

const mostDirections = 64;
/** Images no longer look like anything well before. */
const largestAmount = 10;

export const directionsSchema = v.pipe(
  expecting<unknown[]>(
    `at most ${mostDirections} directions`,
    (input) => Array.isArray(input) && input.length <= mostDirections,
  ),
  v.array(
    v.strictObject({
      index: integerBetween(0, mostDirections - 1),
      amount: numberBetween(-largestAmount, largestAmount),
    }),
  ),
);

/** @throws ProblemError `unknown_direction` below `pointer` */
export function movesOf(
  steps: readonly DirectionStep[],
  directions: readonly LatentDirection[] | undefined,
  pointer: string,
): LatentMove[] {
  return steps.map(({ index, amount }, place) => {
    const direction = directions?.[index];
    if (direction !== undefined) return { vector: direction.vector, amount };
    const count = directions?.length ?? 0;
    throw new ProblemError(
      'unknown_direction',
      count === 0
        ? `expected a version that publishes directions, got one without any and direction ${index}`
        : `expected a direction from 0 to ${count - 1}, got ${index}`,
      { pointer: `${pointer}/${place}/index` },
    );
  });
}
