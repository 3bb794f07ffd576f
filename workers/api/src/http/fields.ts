/** Fields of bodies that several operations take, checked in one way. */

import type * as v from 'valibot';
import { expecting, integerBetween } from './check.ts';

export const maxU32 = 0xffffffff;

export const seedSchema = integerBetween(0, maxU32);

export const numberBetween = (least: number, most: number): v.GenericSchema<unknown, number> =>
  expecting<number>(
    `a number from ${least} to ${most}`,
    (input) => typeof input === 'number' && input >= least && input <= most,
  );

/** A seed for whoever gave none; the answer reports it. */
export function drawSeed(): number {
  const [seed = 0] = crypto.getRandomValues(new Uint32Array(1));
  return seed;
}
