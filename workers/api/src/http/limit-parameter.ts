/** How many things a page of a list has: 1 to 100. */

import { checkParameter, expecting } from './check.ts';

const defaultLimit = 20;

/** @throws ProblemError `invalid_request` */
export function limitParameter(value = `${defaultLimit}`): number {
  const isLimit = (input: unknown) =>
    /^[0-9]{1,3}$/.test(String(input)) && Number(input) >= 1 && Number(input) <= 100;
  return Number(checkParameter(expecting('an integer from 1 to 100', isLimit), 'limit', value));
}
