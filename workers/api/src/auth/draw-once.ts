/**
 * The text of a new key, drawn once for all repetitions of the request that asks for it. What can be had again
 * is not the answer but the text, from the moment on when the execution begins: so whoever dies in the middle,
 * and whoever never heard the answer, gets the very key that was stored, and no second one is made. The ledger
 * keeps it for a day, sealed with the text of the key that asks (`sealed-text.ts`): nothing that can be read
 * lies at rest.
 */

import type { Context } from 'hono';
import type { AppEnv } from '../env.ts';
import { refusalOf } from '../ledger/admit.ts';
import type { OnRecord } from '../ledger/creation.ts';
import { ledgerOf } from '../ledger/ledger-calls.ts';
import { presentedKey } from './authenticate.ts';
import { callerOf } from './caller.ts';
import { drawKeyText, type KeyText, parseKeyText } from './key-text.ts';
import { openText, sealText } from './sealed-text.ts';

/**
 * @param record of a request with an `Idempotency-Key`
 * @throws ProblemError `idempotency_mismatch`, `ledger_unavailable`
 */
export async function drawKeyTextOnce(
  c: Context<AppEnv>,
  record: OnRecord | undefined,
): Promise<KeyText> {
  const fresh = drawKeyText();
  if (record === undefined) return fresh;
  const { keyId } = callerOf(c);
  const { idempotencyKey, fingerprint, token } = record;
  const { text: secret } = presentedKey(c.req.header('Authorization'));
  const context = `the key made under ${idempotencyKey}`;
  const sealed = await sealText(fresh.text, secret, context);
  const attempt = { idempotencyKey, fingerprint, token, drawn: sealed, isStream: false, waitMs: 0 };
  const asked = { keyId, quotas: {}, images: 0, slack: 0, attempt };
  const admission = await ledgerOf(c.env, keyId).admit(asked);
  if (admission.verdict !== 'execute') throw refusalOf(admission);
  const { drawn = sealed } = admission;
  const key = parseKeyText((await openText(drawn, secret, context)) ?? '');
  if (typeof key !== 'string') return key;
  // The deployment's own key is another one since: what was drawn for the old one is nobody's.
  throw refusalOf({ verdict: 'mismatch', limits: [] });
}
