/**
 * `Idempotency-Key` of operations that change something without making images: the first execution's answer is
 * what every repetition gets. No quota holds them, and usage does not count them. Without the header nobody
 * asks the ledger.
 */

import type { MiddlewareHandler } from 'hono';
import { callerOf } from '../auth/caller.ts';
import type { AppEnv } from '../env.ts';
import { admit } from '../ledger/admit.ts';
import { type Creation, noWork } from '../ledger/creation.ts';
import { KeyAccount } from '../ledger/key-account.ts';
import { ledgerOf } from '../ledger/ledger-calls.ts';
import { readRecord } from '../ledger/read-record.ts';
import { settleRecord } from '../ledger/settle-record.ts';

/**
 * @param bodyLimitBytes the route's own
 * @throws ProblemError `invalid_request` for a malformed `Idempotency-Key`, `payload_too_large`,
 *   `idempotency_mismatch`, `idempotency_in_progress`, `ledger_unavailable`
 */
export function repeats(bodyLimitBytes: number): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const record = await readRecord(c, bodyLimitBytes);
    if (record === undefined) return next();
    const { keyId } = callerOf(c);
    const creation: Creation = {
      ...{ account: new KeyAccount(keyId), ledger: () => ledgerOf(c.env, keyId), quotas: {} },
      ...{ record, isUnsure: false, ...noWork },
    };
    c.set('creation', creation);
    const answer = async () => {
      try {
        const stored = await admit(c, { images: 0 });
        if (stored !== undefined) return stored;
        await next();
      } finally {
        settleRecord(c, creation);
      }
    };
    const work = answer();
    // Goes on where the client goes away, so that the repetition finds its answer.
    c.executionCtx.waitUntil(work.catch(() => {}));
    return await work;
  };
}
