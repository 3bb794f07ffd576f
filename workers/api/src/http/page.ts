/** Pages of lists that are in the order of a number: the cursor is the last one's, opaque. */

import { checkParameter, expecting } from './check.ts';

/** @throws ProblemError `invalid_request` */
export function cursorParameter(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const isCursor = (input: unknown) => numberIn(String(input)) !== undefined;
  checkParameter(expecting('nextCursor of the page before', isCursor), 'cursor', value);
  return numberIn(value);
}

export function nextCursorOf(
  hasMore: boolean,
  last: number | undefined,
): { readonly nextCursor?: string } {
  return hasMore && last !== undefined ? { nextCursor: btoa(`${last}`) } : {};
}

function numberIn(cursor: string): number | undefined {
  try {
    const text = atob(cursor);
    return /^[0-9]{1,15}$/.test(text) ? Number(text) : undefined;
  } catch {
    return undefined;
  }
}
