/** Steps along a version's published directions, as requests name them. */

import type { LatentDirection } from '@comfy-edge/model';
import type { DirectionStep } from '@comfy-edge/runtime';
import * as v from 'valibot';
import { expecting, integerBetween } from '../http/check.ts';
import { numberBetween } from '../http/fields.ts';
import { ProblemError } from '../http/problem-error.ts';

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

/** @throws ProblemError `unknown_direction` below `pointer` for a step along one that there is not */
export function checkSteps(
  steps: readonly DirectionStep[],
  directions: readonly LatentDirection[] = [],
  pointer: string,
): void {
  steps.forEach(({ index }, place) => {
    if (directions[index] !== undefined) return;
    const count = directions.length;
    throw new ProblemError(
      'unknown_direction',
      count === 0
        ? `expected a version that publishes directions, got one without any and direction ${index}`
        : `expected a direction from 0 to ${count - 1}, got ${index}`,
      { pointer: `${pointer}/${place}/index` },
    );
  });
}
