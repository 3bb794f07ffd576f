/** Every outcome of making, listing and revoking keys, with a call that reaches it. */

import { env } from 'cloudflare:workers';
import { type Answer, brokenDatabase, Client, freshClient } from './client.ts';
import { recordOutcomes } from './creation-outcomes.ts';
import { adminKey, bootstrapKey, bootstrapKeyHash, imagesKey } from './test-keys.ts';

const edge = new Client();
const nowhere = '/v1/keys/000000000000';
const request = { name: 'outcomes', scopes: ['images:write'] };

// The deployment's own key needs no look-up, and so gets to where the operation meets the failure.
const withoutDatabase = freshClient({ ADMIN_KEY_HASH: bootstrapKeyHash });
const withDatabaseDown = freshClient({ ...env, DB: brokenDatabase() });

const send = (method: string, path: string, key?: string, client = edge) =>
  client.send(path, { method, ...(key !== undefined && { key }) });
const post = (body: unknown, key: string = adminKey, client = edge) =>
  client.post('/v1/keys', body, { key });

async function someKey(): Promise<string> {
  const { response } = await post(request);
  return response.headers.get('location') ?? '';
}

function common(operationId: string, method: string, path: string) {
  return {
    [`${operationId} 401 unauthenticated`]: () => send(method, path),
    [`${operationId} 403 insufficient_scope`]: () => send(method, path, imagesKey),
  };
}

export const keyOutcomes: Record<string, () => Promise<Answer>> = {
  ...common('listKeys', 'GET', '/v1/keys'),
  'listKeys 200 application/json': () => send('GET', '/v1/keys', adminKey),
  'listKeys 400 invalid_request': () => send('GET', '/v1/keys?limit=0', adminKey),
  'listKeys 500 internal_error': () => send('GET', '/v1/keys', bootstrapKey, withoutDatabase),
  'listKeys 503 storage_unavailable': () => send('GET', '/v1/keys', adminKey, withDatabaseDown),

  ...common('createKey', 'POST', '/v1/keys'),
  'createKey 201 application/json': () => post(request),
  'createKey 400 invalid_json': () => post('{'),
  'createKey 400 invalid_request': () => post({ ...request, scopes: [] }),
  'createKey 413 payload_too_large': () => post(' '.repeat(4097)),
  'createKey 415 unsupported_media_type': () =>
    edge.send('/v1/keys', { method: 'POST', key: adminKey, body: 'name=x' }),
  ...recordOutcomes({
    operationId: 'createKey',
    send: (client, headers) => client.post('/v1/keys', request, { key: adminKey, headers }),
  }),
  'createKey 500 internal_error': () => post(request, bootstrapKey, withoutDatabase),
  'createKey 503 storage_unavailable': () => post(request, bootstrapKey, withDatabaseDown),

  ...common('getKey', 'GET', nowhere),
  'getKey 200 application/json': async () => send('GET', await someKey(), adminKey),
  'getKey 400 invalid_request': () => send('GET', '/v1/keys/bootstrap', adminKey),
  'getKey 404 key_not_found': () => send('GET', nowhere, adminKey),
  'getKey 500 internal_error': () => send('GET', nowhere, bootstrapKey, withoutDatabase),
  'getKey 503 storage_unavailable': () => send('GET', nowhere, bootstrapKey, withDatabaseDown),

  ...common('revokeKey', 'DELETE', nowhere),
  'revokeKey 200 application/json': async () => send('DELETE', await someKey(), adminKey),
  'revokeKey 400 invalid_request': () => send('DELETE', '/v1/keys/bootstrap', adminKey),
  'revokeKey 404 key_not_found': () => send('DELETE', nowhere, adminKey),
  'revokeKey 500 internal_error': () => send('DELETE', nowhere, bootstrapKey, withoutDatabase),
  'revokeKey 503 storage_unavailable': () =>
    send('DELETE', nowhere, bootstrapKey, withDatabaseDown),
};
