/** Where a page of keys ends, as the `cursor` of the next: opaque, and harmless when forged. */

import { checkParameter, expecting } from '../http/check.ts';
import type { KeyPlace } from './key-store.ts';

export function keyCursor({ createdAtMs, id }: KeyPlace): string {
  return btoa(`${createdAtMs}.${id}`);
}

/** @throws ProblemError `invalid_request` */
export function keyCursorParameter(value: string | undefined): KeyPlace | undefined {
  if (value === undefined) return undefined;
  const isCursor = (input: unknown) => parse(String(input)) !== undefined;
  checkParameter(expecting('nextCursor of the page before', isCursor), 'cursor', value);
  return parse(value);
}

function parse(cursor: string): KeyPlace | undefined {
  let text: string;
  try {
    text = atob(cursor);
  } catch {
    return undefined;
  }
  const [, createdAt, id] = /^([1-9]\d{0,14})\.([0-9A-Za-z]{12})$/.exec(text) ?? [];
  if (createdAt === undefined || id === undefined || btoa(text) !== cursor) return undefined;
  return { createdAtMs: Number(createdAt), id };
}
