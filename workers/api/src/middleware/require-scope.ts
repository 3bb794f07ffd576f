/** Lets only keys with a scope pass (RFC 6750). */

import type { MiddlewareHandler } from 'hono';
import type { AppEnv } from '../env.ts';
import { ProblemError } from '../http/problem-error.ts';
import { findApiKey, parseApiKeys } from '../keys.ts';
import type { Scope } from '../scopes.ts';

/** @throws ProblemError `unauthenticated`, `insufficient_scope` */
export function requireScope(scope: Scope): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const keys = parseApiKeys(c.env.API_KEYS ?? '');
    const header = c.req.header('Authorization');
    const [, presented] = /^Bearer +([A-Za-z0-9._~+/=-]+)$/i.exec(header ?? '') ?? [];
    if (presented === undefined) {
      const actual = header === undefined ? 'no Authorization header' : 'something else';
      throw unauthenticated(`expected "Authorization: Bearer <key>", got ${actual}`);
    }
    const key = await findApiKey(keys, presented);
    if (key === undefined) {
      throw unauthenticated('expected a key of this service, got an unknown one', 'invalid_token');
    }
    if (!key.scopes.has(scope)) {
      throw new ProblemError(
        'insufficient_scope',
        `expected a key with scope ${scope}, got one with ${[...key.scopes].join(', ')}`,
        {
          parameter: 'Authorization',
          headers: {
            'WWW-Authenticate': `Bearer realm="comfy-edge", error="insufficient_scope", scope="${scope}"`,
          },
        },
      );
    }
    await next();
  };
}

function unauthenticated(detail: string, error?: 'invalid_token'): ProblemError {
  return new ProblemError('unauthenticated', detail, {
    parameter: 'Authorization',
    headers: {
      'WWW-Authenticate': `Bearer realm="comfy-edge"${error ? `, error="${error}"` : ''}`,
    },
  });
}
