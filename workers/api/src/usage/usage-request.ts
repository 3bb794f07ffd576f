/** What `GET /v1/usage` is asked: which days, whose, of which model, and which page. */

import type { Caller } from '../auth/caller.ts';
import { includesScope } from '../auth/scopes.ts';
import { checkParameter, expecting } from '../http/check.ts';
import { limitParameter } from '../http/limit-parameter.ts';
import { ProblemError } from '../http/problem-error.ts';
import { windowMs } from '../ledger/quotas.ts';
import { nameParameter } from '../models/model-reference.ts';
import type { UsagePlace, UsageQuery } from './usage-store.ts';

/** Shown where no first day is named. */
const defaultDays = 30;
const daysAtMost = 366;

/**
 * @throws ProblemError `invalid_request` that names the parameter, `insufficient_scope` for the usage of
 *   another key
 */
export function parseUsageRequest(
  query: Readonly<Record<string, string>>,
  caller: Caller,
  nowMs: number,
): UsageQuery {
  const today = Math.floor(nowMs / windowMs.day);
  const toDay = dayParameter('to', query.to) ?? today;
  const fromDay = dayParameter('from', query.from) ?? Math.max(0, toDay - defaultDays + 1);
  if (fromDay > toDay || toDay - fromDay >= daysAtMost) {
    const detail = `expected a day up to ${daysAtMost - 1} days before ${dayText(toDay)}, got ${dayText(fromDay)}`;
    throw new ProblemError('invalid_request', detail, { parameter: 'from' });
  }
  return {
    ...{ fromDay, toDay, keyId: keyParameter(query.key, caller) },
    model: query.model === undefined ? undefined : nameParameter('model', query.model),
    after: cursorParameter(query.cursor),
    limit: limitParameter(query.limit),
  };
}

export function dayText(day: number): string {
  return new Date(day * windowMs.day).toISOString().slice(0, 10);
}

/** The place of a page's last row: opaque, and harmless when forged. */
export function usageCursor({ day, keyId, model }: UsagePlace): string {
  return btoa(`${day} ${keyId} ${model}`);
}

function dayParameter(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const isDay = (input: unknown) =>
    /^\d{4}-\d{2}-\d{2}$/.test(String(input)) && dayOf(String(input)) !== undefined;
  checkParameter(expecting('a day such as 2026-11-25, after 1969', isDay), name, text);
  return dayOf(text);
}

/** Days are counted from 1970 on; those that a month does not have are none. */
function dayOf(text: string): number | undefined {
  const day = Date.parse(`${text}T00:00:00Z`) / windowMs.day;
  return day >= 0 && dayText(day) === text ? day : undefined;
}

/** A key sees its own usage, an administrator's that of all. */
function keyParameter(text: string | undefined, caller: Caller): string | undefined {
  const isKey = (input: unknown) => /^[0-9A-Za-z]{1,12}$/.test(String(input));
  if (text !== undefined) checkParameter(expecting('the id of a key', isKey), 'key', text);
  if (includesScope(caller.scopes, 'admin')) return text;
  if (text === undefined || text === caller.keyId) return caller.keyId;
  throw new ProblemError(
    'insufficient_scope',
    `expected a key with scope admin to see another key's usage, got one with ${caller.scopes.join(', ')}`,
    {
      parameter: 'key',
      headers: {
        'WWW-Authenticate': 'Bearer realm="comfy-edge", error="insufficient_scope", scope="admin"',
      },
    },
  );
}

function cursorParameter(text: string | undefined): UsagePlace | undefined {
  if (text === undefined) return undefined;
  const isCursor = (input: unknown) => placeOf(String(input)) !== undefined;
  checkParameter(expecting('nextCursor of the page before', isCursor), 'cursor', text);
  return placeOf(text);
}

function placeOf(cursor: string): UsagePlace | undefined {
  try {
    const [, day, keyId, model] =
      /^(\d{1,6}) ([0-9A-Za-z]{1,12}) ([a-z0-9.-]{0,64})$/.exec(atob(cursor)) ?? [];
    return keyId === undefined || model === undefined
      ? undefined
      : { day: Number(day), keyId, model };
  } catch {
    return undefined;
  }
}
