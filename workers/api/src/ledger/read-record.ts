/** What a request says of itself by its `Idempotency-Key`, read before anything else is done for it. */

import type { Context } from 'hono';
import { callerOf } from '../auth/caller.ts';
import type { AppEnv } from '../env.ts';
import { readBytes } from '../http/body.ts';
import { fingerprintOf, parseIdempotencyKey, preferredWaitMs } from '../http/idempotency-key.ts';
import type { OnRecord } from './creation.ts';

/**
 * @returns undefined for a request without the header
 * @throws ProblemError `invalid_request` for a malformed `Idempotency-Key`, `payload_too_large`
 */
export async function readRecord(
  c: Context<AppEnv>,
  bodyLimitBytes: number,
): Promise<OnRecord | undefined> {
  const header = c.req.method === 'POST' ? c.req.header('Idempotency-Key') : undefined;
  if (header === undefined) return undefined;
  const idempotencyKey = parseIdempotencyKey(header);
  const body = await readBytes(c.req.raw, bodyLimitBytes);
  const fingerprint = await fingerprintOf(c.req.raw, body, idempotencyKey);
  const seedU32 = Number.parseInt(fingerprint.slice(0, 8), 16);
  const change = `${callerOf(c).keyId} ${fingerprint}`;
  const waitMs = preferredWaitMs(c.req.header('Prefer'));
  return { idempotencyKey, fingerprint, change, seedU32, waitMs, token: crypto.randomUUID() };
}
