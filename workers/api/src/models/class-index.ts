/** A class as requests name it, by name or index, found among a model's classes. */

import type * as v from 'valibot';
import { expecting, isTextBetween } from '../http/check.ts';
import { ProblemError } from '../http/problem-error.ts';
import { showValue } from '../http/show-value.ts';

const maxU32 = 0xffffffff;

/** A name or an index; whether the model has it is known once it is loaded. */
export const classSchema: v.GenericSchema<unknown, string | number> = expecting<string | number>(
  `a name of 1 to 256 characters or an index from 0 to ${maxU32}`,
  (input) =>
    typeof input === 'string'
      ? isTextBetween(input, 1, 256)
      : Number.isInteger(input) && (input as number) >= 0 && (input as number) <= maxU32,
);

/** @throws ProblemError `unknown_class` at `pointer` */
export function classIndexOf(
  wanted: string | number,
  classes: readonly string[],
  pointer: string,
): number {
  return find(wanted, classes, { pointer });
}

/**
 * Of a query, where names and indices look alike: a class that is called `7` comes before the eighth.
 *
 * @throws ProblemError `unknown_class` that names the parameter
 */
export function classIndexOfParameter(text: string, classes: readonly string[]): number {
  const isIndex = /^(0|[1-9]\d{0,9})$/.test(text) && !classes.includes(text);
  return find(isIndex ? Number(text) : text, classes, { parameter: 'class' });
}

function find(
  wanted: string | number,
  classes: readonly string[],
  where: { readonly pointer: string } | { readonly parameter: string },
): number {
  const index = typeof wanted === 'string' ? classes.indexOf(wanted) : wanted;
  if (classes[index] !== undefined) return index >>> 0;
  const names = classes.slice(0, 10).map(showValue).join(', ');
  const more = classes.length > 10 ? ', …' : '';
  throw new ProblemError(
    'unknown_class',
    `expected one of ${names}${more} or an index from 0 to ${classes.length - 1}, got ${showValue(wanted)}`,
    where,
  );
}
