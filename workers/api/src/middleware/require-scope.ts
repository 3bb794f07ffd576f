/** Lets only keys with a scope pass (RFC 6750). */

import type { MiddlewareHandler } from 'hono';
import { authenticate, realm } from '../auth/authenticate.ts';
import { includesScope, type Scope } from '../auth/scopes.ts';
import type { AppEnv } from '../env.ts';
import { ProblemError } from '../http/problem-error.ts';

/** @throws ProblemError `insufficient_scope`, and what `authenticate` throws */
export function requireScope(scope: Scope): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const caller = await authenticate(c);
    c.set('caller', caller);
    c.get('log').keyId = caller.keyId;
    if (!includesScope(caller.scopes, scope)) {
      throw new ProblemError(
        'insufficient_scope',
        `expected a key with scope ${scope}, got one with ${caller.scopes.join(', ') || 'none'}`,
        {
          parameter: 'Authorization',
          headers: {
            'WWW-Authenticate': `${realm}, error="insufficient_scope", scope="${scope}"`,
          },
        },
      );
    }
    await next();
  };
}
