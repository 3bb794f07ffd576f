/**
 * What becomes of a record when its request was answered: a success is stored for repetitions, and whatever
 * else came of it frees the key. The client does not wait for that.
 */

import type { Context } from 'hono';
import type { AppEnv } from '../env.ts';
import type { Creation } from './creation.ts';
import { keepAnswer } from './stored-answer.ts';

export function settleRecord(c: Context<AppEnv>, creation: Creation): void {
  const { account, admitted, isUnsure, ledger, record } = creation;
  const isExecuted = admitted !== undefined && !admitted.isStream;
  if (record === undefined || !(isExecuted || isUnsure)) return;
  const { idempotencyKey, token } = record;
  const { keyId } = account;
  const { inlineLimitBytes = 0 } = admitted ?? {};
  const keeping = { bucket: c.env.MODELS, keyId, idempotencyKey, inlineLimitBytes };
  const answer = isExecuted && c.res.ok ? c.res : undefined;
  const finish = async () => {
    // An answer that cannot be kept frees the key: who comes again has the same made again.
    const kept = answer && (await keepAnswer(answer, keeping).catch(logged(c)));
    await account.complete(ledger(), { idempotencyKey, token, ...(kept && { answer: kept }) });
  };
  c.executionCtx.waitUntil(finish().catch(logged(c)));
}

/** For what fails when nobody waits for it any more. */
export function logged(c: Context<AppEnv>): (error: unknown) => undefined {
  const requestId = c.get('requestId');
  return (error) => {
    console.error(JSON.stringify({ requestId, error: `after the answer: ${error}` }));
  };
}
