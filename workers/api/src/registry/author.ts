/** Who changes the registry, and why: of every request that does, for the audit log. */

import type { Context } from 'hono';
import * as v from 'valibot';
import { callerOf } from '../auth/caller.ts';
import type { AppEnv } from '../env.ts';
import { checkParameter, expecting, isTextBetween } from '../http/check.ts';
import type { Author } from './audit-log.ts';

/** For people who read the audit log. */
const reasonSchema = expecting<string>('a text of 1 to 500 characters', (input) =>
  isTextBetween(input, 1, 500),
);
export const optionalReason = v.exactOptional(reasonSchema);

export function authorOf(c: Context<AppEnv>): Author {
  return { actor: callerOf(c).keyId, requestId: c.get('requestId') };
}

/** Of requests without a body. */
export function reasonParameter(value: string | undefined): string | undefined {
  return value === undefined ? undefined : checkParameter(reasonSchema, 'reason', value);
}
