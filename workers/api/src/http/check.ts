/** Turns what valibot finds wrong into a problem that says where. */

import * as v from 'valibot';
import { ProblemError } from './problem-error.ts';
import { showValue } from './show-value.ts';

type Schema<T> = v.GenericSchema<unknown, T>;

/**
 * Checks a JSON body.
 *
 * @throws ProblemError `invalid_request` with a JSON pointer
 */
export function checkBody<T>(schema: Schema<T>, body: unknown): T {
  // valibot takes a list for an object without fields.
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new ProblemError('invalid_request', `expected a JSON object, got ${showValue(body)}`, {
      pointer: '',
    });
  }
  const result = v.safeParse(schema, body, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  const pointer = (issue.path ?? [])
    .map(({ key }) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
  throw new ProblemError('invalid_request', describe(issue), { pointer });
}

/**
 * Checks a path, query or header parameter.
 *
 * @throws ProblemError `invalid_request` that names the parameter
 */
export function checkParameter<T>(schema: Schema<T>, name: string, value: unknown): T {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  throw new ProblemError('invalid_request', describe(result.issues[0]), { parameter: name });
}

/** A value that must pass `test`; its message says what was expected. */
export function expecting<T>(
  expected: string,
  test: (input: unknown) => boolean,
): v.GenericSchema<unknown, T> {
  return v.custom<T>(test, (issue) => `expected ${expected}, got ${showValue(issue.input)}`);
}

export function integerBetween(least: number, most: number): v.GenericSchema<unknown, number> {
  return expecting<number>(
    `an integer from ${least} to ${most}`,
    (input) => Number.isInteger(input) && (input as number) >= least && (input as number) <= most,
  );
}

/** Its length as JSON Schema counts it: in code points. */
export function isTextBetween(input: unknown, least: number, most: number): input is string {
  if (typeof input !== 'string') return false;
  const { length } = [...input];
  return length >= least && length <= most;
}

/** Values explain themselves; of keys, valibot only says which is missing or surplus. */
function describe(issue: v.BaseIssue<unknown>): string {
  if (issue.type === 'custom') return issue.message;
  const key = showValue(issue.path?.at(-1)?.key);
  return issue.expected === 'never'
    ? `expected no field ${key}, got one`
    : `expected the field ${key}, got none`;
}
