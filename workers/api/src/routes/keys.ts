/** Making, listing and revoking API keys, for keys with the scope `admin`. */

import type { components } from '@comfy-edge/contract';
import { type Context, Hono } from 'hono';
import { drawKeyTextOnce } from '../auth/draw-once.ts';
import { keyCursor, keyCursorParameter } from '../auth/key-cursor.ts';
import { parseKeyRequest } from '../auth/key-request.ts';
import { KeyStore, type StoredKey } from '../auth/key-store.ts';
import { hashKeyText, isKeyId } from '../auth/key-text.ts';
import { Database } from '../database.ts';
import type { AppEnv } from '../env.ts';
import { readJson } from '../http/body.ts';
import { checkParameter, expecting } from '../http/check.ts';
import { limitParameter } from '../http/limit-parameter.ts';
import { ProblemError } from '../http/problem-error.ts';
import { readRecord } from '../ledger/read-record.ts';
import { requireScope } from '../middleware/require-scope.ts';
import { authorOf, reasonParameter } from '../registry/author.ts';

type Schemas = components['schemas'];

const bodyLimitBytes = 4 * 1024;
const uncached = { 'Cache-Control': 'no-store' };

const idSchema = expecting<string>(
  'the id of a key: 12 letters and digits',
  (input) => typeof input === 'string' && isKeyId(input),
);

export function keysRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  const requireAdmin = requireScope('admin');

  app.get('/v1/keys', requireAdmin, async (c) => {
    const limit = limitParameter(c.req.query('limit'));
    const after = keyCursorParameter(c.req.query('cursor'));
    const found = await storeOf(c).list(limit + 1, after);
    const shown = found.slice(0, limit);
    const last = shown.at(-1);
    const page: Schemas['KeyPage'] = {
      keys: shown.map(describe),
      ...(found.length > limit && last !== undefined && { nextCursor: keyCursor(last) }),
    };
    return c.json(page, 200, uncached);
  });

  app.post('/v1/keys', requireAdmin, async (c) => {
    const nowMs = Date.now();
    const record = await readRecord(c, bodyLimitBytes);
    const request = parseKeyRequest(await readJson(c.req.raw, bodyLimitBytes), nowMs);
    const { id, text } = await drawKeyTextOnce(c, record);
    const key = { ...request, id, createdAtMs: nowMs, hash: await hashKeyText({ id, text }) };
    const { stored, isNew } = await storeOf(c).add(key, authorOf(c));
    const body: Schemas['CreatedKey'] = {
      // As it was made, whatever has become of it.
      ...describe({ ...stored, revokedAtMs: null, lastUsedAtMs: null }),
      key: text,
    };
    const headers = { ...uncached, Location: `/v1/keys/${id}` };
    return c.json(body, 201, { ...headers, ...(!isNew && { 'Idempotent-Replayed': 'true' }) });
  });

  app.get('/v1/keys/:id', requireAdmin, async (c) => {
    const id = idParameter(c);
    return c.json(describe(found(await storeOf(c).find(id), id)), 200, uncached);
  });

  app.delete('/v1/keys/:id', requireAdmin, async (c) => {
    const id = idParameter(c);
    const why = { reason: reasonParameter(c.req.query('reason')), atMs: Date.now() };
    const revoked = await storeOf(c).revoke(id, why, authorOf(c));
    return c.json(describe(found(revoked, id)), 200, uncached);
  });

  return app;
}

function storeOf(c: Context<AppEnv>): KeyStore {
  return new KeyStore(new Database(c.env.DB));
}

function idParameter(c: Context<AppEnv>): string {
  return checkParameter(idSchema, 'id', c.req.param('id'));
}

function found(key: StoredKey | undefined, id: string): StoredKey {
  if (key !== undefined) return key;
  throw new ProblemError('key_not_found', `expected the id of a key, got "${id}"`, {
    parameter: 'id',
  });
}

function describe(key: StoredKey): Schemas['Key'] {
  const { id, name, scopes, quotas, createdBy, createdAtMs } = key;
  const { expiresAtMs, revokedAtMs, lastUsedAtMs } = key;
  return {
    ...{ id, name, scopes: [...scopes], createdBy, createdAt: toTime(createdAtMs) },
    ...(Object.keys(quotas).length > 0 && { quotas }),
    ...(expiresAtMs !== null && { expiresAt: toTime(expiresAtMs) }),
    ...(revokedAtMs !== null && { revokedAt: toTime(revokedAtMs) }),
    ...(lastUsedAtMs !== null && { lastUsedAt: toTime(lastUsedAtMs) }),
  };
}

function toTime(ms: number): string {
  return new Date(ms).toISOString();
}
