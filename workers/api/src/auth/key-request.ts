/** What `POST /v1/keys` is asked for. */

import * as v from 'valibot';
import { checkBody, expecting } from '../http/check.ts';
import { ProblemError } from '../http/problem-error.ts';
import { showValue } from '../http/show-value.ts';
import { isQuota, largestQuota, type Quotas } from '../ledger/quotas.ts';
import { type Scope, scopes } from './scopes.ts';

export interface KeyRequest {
  readonly name: string;
  /** Each once, in the order of `scopes`. */
  readonly scopes: readonly Scope[];
  readonly expiresAtMs: number | null;
  readonly quotas: Quotas;
}

/** RFC 3339. */
const TIME =
  /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

const LAST_MS = Date.parse('9999-12-31T23:59:59.999Z');

const quotaSchema = v.exactOptional(
  expecting<number | null>(
    `a whole number from 0 to ${largestQuota}, or null for no limit`,
    (input) => input === null || isQuota(input),
  ),
);

const schema = v.strictObject({
  name: expecting<string>(
    'a name of 1 to 100 characters without control characters',
    (input) => typeof input === 'string' && /^[^\p{Cc}\p{Cs}]{1,100}$/u.test(input),
  ),
  scopes: expecting<readonly Scope[]>(
    `1 to ${scopes.length} of ${scopes.join(', ')}`,
    (input) =>
      Array.isArray(input) &&
      input.length >= 1 &&
      input.length <= scopes.length &&
      input.every((it) => scopes.includes(it)),
  ),
  quotas: v.exactOptional(
    v.strictObject({
      imagesPerMinute: quotaSchema,
      imagesPerDay: quotaSchema,
      cpuMsPerMinute: quotaSchema,
      cpuMsPerDay: quotaSchema,
    }),
  ),
  expiresAt: v.optional(
    expecting<string>(
      'a time such as 2030-01-31T12:00:00Z',
      (input) => typeof input === 'string' && isTime(input),
    ),
  ),
});

/** @throws ProblemError `invalid_request` */
export function parseKeyRequest(body: unknown, nowMs: number): KeyRequest {
  const { name, scopes: wanted, quotas = {}, expiresAt } = checkBody(schema, body);
  const expiresAtMs = expiresAt === undefined ? null : Date.parse(expiresAt);
  if (expiresAtMs !== null && expiresAtMs <= nowMs) {
    const now = new Date(nowMs).toISOString();
    throw new ProblemError(
      'invalid_request',
      `expected a time after ${now}, got ${showValue(expiresAt)}`,
      { pointer: '/expiresAt' },
    );
  }
  return { name, scopes: scopes.filter((it) => wanted.includes(it)), quotas, expiresAtMs };
}

/** `Date.parse` takes the 30th of February for the 2nd of March. */
function isTime(text: string): boolean {
  const [, day] = TIME.exec(text) ?? [];
  if (day === undefined) return false;
  const midnight = new Date(`${day}T00:00:00Z`);
  if (!Number.isFinite(midnight.getTime()) || !midnight.toISOString().startsWith(day)) return false;
  // At the end of 9999 an offset leads to a year that RFC 3339 cannot write.
  return Date.parse(text) <= LAST_MS;
}
