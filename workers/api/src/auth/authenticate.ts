/**
 * From `Authorization: Bearer <key>` (RFC 6750) to the caller. A key is looked up with every request, in the
 * primary database, so that one that was revoked is refused from the next request on; a request under way
 * goes on to its end. What is no key is refused without a look-up, and the deployment's own admin key, whose
 * hash is the secret `ADMIN_KEY_HASH`, is known without one.
 */

import type { Context } from 'hono';
import { Database } from '../database.ts';
import type { AppEnv, Bindings } from '../env.ts';
import { ProblemError } from '../http/problem-error.ts';
import { lateProblem } from '../middleware/problem.ts';
import type { Caller } from './caller.ts';
import { KeyStore, type StoredKey, useGrainMs } from './key-store.ts';
import { hashKeyText, type KeyText, parseKeyText } from './key-text.ts';

export const realm = 'Bearer realm="comfy-edge"';

/** @throws ProblemError `unauthenticated`, `key_revoked`, `key_expired`, `storage_unavailable` */
export async function authenticate(c: Context<AppEnv>): Promise<Caller> {
  const key = presentedKey(c.req.header('Authorization'));
  const hash = await hashKeyText(key);
  if (isAdminKey(hash, c.env)) {
    return { keyId: 'bootstrap', name: 'bootstrap', scopes: ['admin'], quotas: {} };
  }
  const store = new KeyStore(new Database(c.env.DB));
  const stored = await store.find(key.id);
  if (stored === undefined || !isSameHash(stored.hash, hash)) {
    throw refused('unauthenticated', 'expected a key of this service, got an unknown one');
  }
  const nowMs = Date.now();
  refuseInvalid(stored, nowMs);
  if (stored.lastUsedAtMs === null || stored.lastUsedAtMs <= nowMs - useGrainMs) {
    c.executionCtx.waitUntil(recordUse(c, store, stored.id, nowMs));
  }
  return { keyId: stored.id, name: stored.name, scopes: stored.scopes, quotas: stored.quotas };
}

/**
 * The key that a request comes with, known or not.
 *
 * @throws ProblemError `unauthenticated` for what is none
 */
export function presentedKey(header: string | undefined): KeyText {
  const [, presented] = /^Bearer +([^ ]+)$/i.exec(header ?? '') ?? [];
  if (presented === undefined) {
    const actual = header === undefined ? 'no Authorization header' : 'something else';
    const detail = `expected "Authorization: Bearer <key>", got ${actual}`;
    throw new ProblemError('unauthenticated', detail, {
      parameter: 'Authorization',
      headers: { 'WWW-Authenticate': realm },
    });
  }
  const key = parseKeyText(presented);
  if (key === 'malformed') {
    throw refused('unauthenticated', 'expected a key of the form cek_…, got text of another form');
  }
  if (key === 'mistyped') {
    const actual = 'one whose checksum is wrong: it was mistyped or cut off';
    throw refused('unauthenticated', `expected a whole key, got ${actual}`);
  }
  return key;
}

function refuseInvalid({ revokedAtMs, expiresAtMs }: StoredKey, nowMs: number): void {
  if (revokedAtMs !== null) {
    const since = new Date(revokedAtMs).toISOString();
    throw refused('key_revoked', `expected a key that is valid, got one revoked at ${since}`);
  }
  if (expiresAtMs !== null && expiresAtMs <= nowMs) {
    const since = new Date(expiresAtMs).toISOString();
    throw refused('key_expired', `expected a key that is valid, got one that expired at ${since}`);
  }
}

function refused(code: 'unauthenticated' | 'key_revoked' | 'key_expired', detail: string) {
  return new ProblemError(code, detail, {
    parameter: 'Authorization',
    headers: { 'WWW-Authenticate': `${realm}, error="invalid_token"` },
  });
}

/** @throws Error where the configuration is not what it must be; the message does not tell it */
function isAdminKey(hash: string, { ADMIN_KEY_HASH = '' }: Bindings): boolean {
  if (ADMIN_KEY_HASH === '') return false;
  if (/^[0-9a-f]{64}$/.test(ADMIN_KEY_HASH)) return isSameHash(ADMIN_KEY_HASH, hash);
  throw new Error('ADMIN_KEY_HASH: expected a SHA-256 in lower-case hexadecimal, got other text');
}

/** In constant time: how much of a guess is right must not show. */
function isSameHash(one: string, other: string): boolean {
  const encoder = new TextEncoder();
  return crypto.subtle.timingSafeEqual(encoder.encode(one), encoder.encode(other));
}

/** Nobody waits for it, and nobody is refused where it fails: the log tells of it. */
async function recordUse(
  c: Context<AppEnv>,
  store: KeyStore,
  id: string,
  nowMs: number,
): Promise<void> {
  try {
    await store.recordUse(id, nowMs);
  } catch (error) {
    lateProblem(error, c);
  }
}
