/** The conditional headers of an alias (RFC 9110, section 13.1): which state of it is meant to be changed. */

import type { Context } from 'hono';
import type { AppEnv } from '../env.ts';
import { ProblemError } from '../http/problem-error.ts';
import { showValue } from '../http/show-value.ts';
import type { AliasCondition } from '../registry/promotion.ts';

/**
 * @returns undefined where neither is sent
 * @throws ProblemError `invalid_request`
 */
export function aliasCondition(c: Context<AppEnv>): AliasCondition | undefined {
  const ifMatch = c.req.header('If-Match');
  const ifNoneMatch = c.req.header('If-None-Match');
  if (ifMatch !== undefined && ifNoneMatch !== undefined) {
    throw new ProblemError('invalid_request', 'expected If-Match or If-None-Match, got both', {
      parameter: 'If-Match',
    });
  }
  if (ifMatch !== undefined) {
    const [, revision] = /^"([A-Za-z0-9-]{1,64})"$/.exec(ifMatch) ?? [];
    if (revision !== undefined) return { revision };
    throw new ProblemError(
      'invalid_request',
      `expected the alias's entity tag as it was read, got ${showValue(ifMatch)}`,
      { parameter: 'If-Match' },
    );
  }
  if (ifNoneMatch === undefined) return undefined;
  if (ifNoneMatch === '*') return { absent: true };
  throw new ProblemError('invalid_request', `expected *, got ${showValue(ifNoneMatch)}`, {
    parameter: 'If-None-Match',
  });
}
