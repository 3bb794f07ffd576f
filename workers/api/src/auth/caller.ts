/** Whoever sends a request, as its key says. */

import type { Context } from 'hono';
import type { AppEnv } from '../env.ts';
import type { Quotas } from '../ledger/quotas.ts';
import type { Scope } from './scopes.ts';

export interface Caller {
  /** `bootstrap` for the deployment's own admin key. */
  readonly keyId: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** Of its own; the deployment's hold for all else. */
  readonly quotas: Quotas;
}

/**
 * The caller of a request that only keys may make.
 *
 * @throws Error behind no `requireScope`
 */
export function callerOf(c: Context<AppEnv>): Caller {
  const caller = c.get('caller');
  if (caller === undefined) throw new Error('expected a caller, got a request that needs no key');
  return caller;
}
