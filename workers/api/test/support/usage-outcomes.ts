/** Every outcome of reading usage, with a call that reaches it. */

import { env } from 'cloudflare:workers';
import { type Answer, brokenDatabase, Client, freshClient } from './client.ts';
import {
  adminKey,
  bootstrapKey,
  bootstrapKeyHash,
  expiredKey,
  imagesKey,
  revokedKey,
} from './test-keys.ts';

const edge = new Client();
const read = (query: string, key: string | undefined, client = edge) =>
  client.send(`/v1/usage${query}`, key === undefined ? {} : { key });

export const usageOutcomes: Record<string, () => Promise<Answer>> = {
  'getUsage 200 application/json': () => read('', imagesKey),
  'getUsage 400 invalid_request': () => read('?from=2026-02-30', adminKey),
  'getUsage 401 unauthenticated': () => read('', undefined),
  'getUsage 401 key_revoked': () => read('', revokedKey),
  'getUsage 401 key_expired': () => read('', expiredKey),
  'getUsage 403 insufficient_scope': () => read('?key=bootstrap', imagesKey),
  'getUsage 500 internal_error': () =>
    read('', bootstrapKey, freshClient({ ADMIN_KEY_HASH: bootstrapKeyHash })),
  'getUsage 503 storage_unavailable': () =>
    read('', bootstrapKey, freshClient({ ...env, DB: brokenDatabase() })),
};
