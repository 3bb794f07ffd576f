/** Every outcome that openapi.yaml promises is reached, and no other ever comes. */

import { env } from 'cloudflare:workers';
import { openapiDocument } from '@comfy-edge/contract/document';
import { beforeAll, describe, expect, test } from 'vitest';
import { authOutcomes } from '../support/auth-outcomes.ts';
import { closedShield } from '../support/broken-bindings.ts';
import {
  type Answer,
  brokenBucket,
  brokenDatabase,
  Client,
  freshClient,
} from '../support/client.ts';
import { contract } from '../support/contract.ts';
import { creationOutcomes } from '../support/creation-outcomes.ts';
import { exportOutcomes } from '../support/export-outcomes.ts';
import { imageFileOutcomes } from '../support/image-file-outcomes.ts';
import { keyOutcomes } from '../support/key-outcomes.ts';
import { latentOutcomes } from '../support/latent-outcomes.ts';
import { openaiOutcomes } from '../support/openai-outcomes.ts';
import { publicationOf } from '../support/publishers.ts';
import { receiptOutcomes } from '../support/receipt-outcomes.ts';
import { registryOutcomes } from '../support/registry-outcomes.ts';
import { imagesKey, modelsKey } from '../support/test-keys.ts';
import { makeTinyModel, type TinyModel } from '../support/tiny-model.ts';
import { usageOutcomes } from '../support/usage-outcomes.ts';

const edge = new Client();
const misconfigured = freshClient({ DB: env.DB });
const withoutStorage = freshClient({ DB: env.DB, MODELS: brokenBucket() });
const withDatabaseDown = freshClient({
  ...{ MODELS: env.MODELS, DB: brokenDatabase(), ADMIN_KEY_HASH: env.ADMIN_KEY_HASH },
});
const nowhere = '0'.repeat(64);
const json = { 'Content-Type': 'application/json' };
const octets = { 'Content-Type': 'application/octet-stream' };
const create = { 'If-None-Match': '*' };

let model: TinyModel;
let other: TinyModel;
let blob: readonly [string, Uint8Array];

beforeAll(async () => {
  model = await edge.publish('tiny', 1);
  other = await makeTinyModel(2);
  const [first] = other.blobs;
  if (first === undefined) throw new Error('expected a blob, got none');
  blob = first;
});

/** Stores something under a name it does not hash to, behind the Worker's back. */
async function damage(key: string): Promise<void> {
  await env.MODELS.put(key, '{"damaged":true}');
}

const putAliasWith = (client: Client, headers: Record<string, string>, body: BodyInit = '{}') =>
  client.put('/v1/models/tiny/aliases/latest', body, headers);
/** Reads a second time, with the ETag of the first. */
async function again(path: string): Promise<Answer> {
  const { response } = await edge.send(path);
  return edge.send(path, { headers: { 'If-None-Match': response.headers.get('etag') ?? 'none' } });
}
const large = (bytes: number) => new Uint8Array(bytes);

const cases: Record<string, () => Promise<Answer>> = {
  'generateImages 200 image/png': () => edge.generate({ model: 'tiny' }),
  'generateImages 200 image/webp': () => edge.generate({ model: 'tiny', format: 'webp' }),
  'generateImages 200 image/jpeg': () => edge.generate({ model: 'tiny' }, { accept: 'image/jpeg' }),
  'generateImages 200 text/event-stream': () =>
    edge.generate({ model: 'tiny' }, { accept: 'text/event-stream' }),
  'generateImages 200 multipart/mixed': () =>
    edge.generate({ model: 'tiny' }, { accept: 'multipart/mixed' }),
  'generateImages 200 application/x-npy': () => edge.generate({ model: 'tiny', format: 'npy' }),
  'generateImages 200 application/json': () =>
    edge.generate({ model: 'tiny' }, { accept: 'application/json' }),
  'generateImages 400 invalid_json': () => edge.generate('{'),
  'generateImages 400 invalid_request': () => edge.generate({ model: 'tiny', n: 0 }),
  'generateImages 401 unauthenticated': () => edge.generate({ model: 'tiny' }, { key: 'wrong' }),
  'generateImages 403 insufficient_scope': () =>
    edge.generate({ model: 'tiny' }, { key: modelsKey }),
  'generateImages 404 model_not_found': () => edge.generate({ model: 'nope' }),
  'generateImages 404 alias_not_found': () => edge.generate({ model: 'tiny@nope' }),
  'generateImages 404 version_not_found': () => edge.generate({ model: `tiny@${nowhere}` }),
  'generateImages 406 not_acceptable': () =>
    edge.generate({ model: 'tiny' }, { accept: 'image/gif' }),
  'generateImages 413 payload_too_large': () => edge.generate(' '.repeat(16_385)),
  'generateImages 415 unsupported_media_type': () =>
    edge.send('/v1/images', { method: 'POST', key: imagesKey, body: 'model=tiny' }),
  'generateImages 422 unknown_class': () => edge.generate({ model: 'tiny', class: 'hat' }),
  'generateImages 422 unsupported_size': () => edge.generate({ model: 'tiny', size: 9 }),
  'generateImages 500 internal_error': () => misconfigured.generate({ model: 'tiny' }),
  'generateImages 503 model_unavailable': async () => {
    const { digest } = await edge.publish('damaged-model', 3);
    await damage(`models/damaged-model/versions/${digest}.json`);
    return freshClient().generate({ model: `damaged-model@${digest}` });
  },
  'generateImages 503 storage_unavailable': () => withoutStorage.generate({ model: 'tiny' }),

  ...creationOutcomes({
    operationId: 'generateImages',
    send: (client, headers) => client.generate({ model: 'tiny' }, { headers }),
  }),
  'anywhere 429 too_many_requests': () =>
    freshClient({ ...env, SHIELD: closedShield }).send('/v1/models', {
      headers: { 'CF-Connecting-IP': '192.0.2.1' },
    }),

  ...latentOutcomes,
  ...openaiOutcomes,

  ...imageFileOutcomes,
  ...exportOutcomes,
  ...receiptOutcomes,
  ...registryOutcomes,
  ...keyOutcomes,
  ...usageOutcomes,
  ...authOutcomes,

  'listModels 200 application/json': () => edge.send('/v1/models'),
  'listModels 400 invalid_request': () => edge.send('/v1/models?limit=0'),
  'listModels 500 internal_error': () => misconfigured.send('/v1/models'),
  'listModels 503 storage_unavailable': () => withDatabaseDown.send('/v1/models'),

  'getModel 200 application/json': () => edge.send('/v1/models/tiny'),
  'getModel 400 invalid_request': () => edge.send('/v1/models/Tiny'),
  'getModel 404 model_not_found': () => edge.send('/v1/models/nope'),
  'getModel 500 internal_error': () => misconfigured.send('/v1/models/tiny'),
  'getModel 503 storage_unavailable': () => withDatabaseDown.send('/v1/models/tiny'),

  'getModelVersion 200 application/json': () =>
    edge.send(`/v1/models/tiny/versions/${model.digest}`),
  'getModelVersion 304 none': () => again(`/v1/models/tiny/versions/${model.digest}`),
  'getModelVersion 400 invalid_request': () => edge.send('/v1/models/tiny/versions/latest'),
  'getModelVersion 404 version_not_found': () => edge.send(`/v1/models/tiny/versions/${nowhere}`),
  'getModelVersion 500 internal_error': () =>
    misconfigured.send(`/v1/models/tiny/versions/${nowhere}`),
  'getModelVersion 503 model_unavailable': async () => {
    const { digest } = await edge.publish('damaged-version', 5);
    await damage(`models/damaged-version/versions/${digest}.json`);
    return edge.send(`/v1/models/damaged-version/versions/${digest}`);
  },
  'getModelVersion 503 storage_unavailable': () =>
    withoutStorage.send(`/v1/models/tiny/versions/${nowhere}`),

  'putModelVersion 200 application/json': () =>
    edge.putVersion('tiny', model.digest, model.manifestBytes),
  'putModelVersion 201 application/json': () =>
    edge.putVersion('tiny-twin', model.digest, model.manifestBytes),
  'putModelVersion 400 invalid_request': () => edge.putVersion('tiny', 'latest', '{}'),
  'putModelVersion 401 unauthenticated': () =>
    edge.send(`/v1/models/tiny/versions/${nowhere}`, { method: 'PUT', headers: json, body: '{}' }),
  'putModelVersion 403 insufficient_scope': () =>
    edge.send(`/v1/models/tiny/versions/${nowhere}`, {
      ...{ method: 'PUT', headers: json, body: '{}', key: imagesKey },
    }),
  'putModelVersion 409 blob_missing': () =>
    edge.putVersion('tiny', other.digest, other.manifestBytes),
  'putModelVersion 413 payload_too_large': () =>
    edge.putVersion('tiny', nowhere, large(1024 * 1024 + 1)),
  'putModelVersion 415 unsupported_media_type': async () =>
    edge.putVersion('tiny', nowhere, '{}', {
      ...octets,
      ...(await publicationOf('tiny', nowhere)),
    }),
  'putModelVersion 422 digest_mismatch': () => edge.putVersion('tiny', nowhere, '{}'),
  'putModelVersion 422 invalid_manifest': () =>
    // The digest of `{}`.
    edge.putVersion(
      'tiny',
      '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',
      '{}',
    ),
  'putModelVersion 500 internal_error': () =>
    misconfigured.putVersion('tiny', model.digest, model.manifestBytes),
  'putModelVersion 503 storage_unavailable': () =>
    withoutStorage.putVersion('tiny', model.digest, model.manifestBytes),

  'getModelAlias 200 application/json': () => edge.send('/v1/models/tiny/aliases/latest'),
  'getModelAlias 304 none': () => again('/v1/models/tiny/aliases/latest'),
  'getModelAlias 400 invalid_request': () => edge.send('/v1/models/tiny/aliases/-'),
  'getModelAlias 404 model_not_found': () => edge.send('/v1/models/nope/aliases/latest'),
  'getModelAlias 404 alias_not_found': () => edge.send('/v1/models/tiny/aliases/nope'),
  'getModelAlias 500 internal_error': () => misconfigured.send('/v1/models/tiny/aliases/latest'),
  'getModelAlias 503 storage_unavailable': () =>
    withDatabaseDown.send('/v1/models/tiny/aliases/latest'),

  'putModelAlias 200 application/json': async () => {
    const { response } = await edge.send('/v1/models/tiny/aliases/latest');
    const etag = response.headers.get('etag') ?? '';
    return edge.putAlias('tiny', 'latest', model.digest, { 'If-Match': etag });
  },
  'putModelAlias 201 application/json': () => edge.putAlias('tiny', 'stable', model.digest, create),
  'putModelAlias 400 invalid_json': () => putAliasWith(edge, create, '{'),
  'putModelAlias 400 invalid_request': () => putAliasWith(edge, create, '{}'),
  'putModelAlias 401 unauthenticated': () =>
    edge.send('/v1/models/tiny/aliases/latest', { method: 'PUT', headers: json, body: '{}' }),
  'putModelAlias 403 insufficient_scope': () =>
    edge.send('/v1/models/tiny/aliases/latest', {
      ...{ method: 'PUT', headers: json, body: '{}', key: imagesKey },
    }),
  'putModelAlias 404 version_not_found': () => edge.putAlias('tiny', 'latest', nowhere, create),
  'putModelAlias 412 precondition_failed': () =>
    edge.putAlias('tiny', 'latest', model.digest, create),
  'putModelAlias 413 payload_too_large': () => putAliasWith(edge, create, large(4097)),
  'putModelAlias 415 unsupported_media_type': () => putAliasWith(edge, { ...create, ...octets }),
  'putModelAlias 428 precondition_required': () =>
    edge.putAlias('tiny', 'latest', model.digest, {}),
  'putModelAlias 500 internal_error': () =>
    misconfigured.putAlias('tiny', 'latest', model.digest, create),
  'putModelAlias 503 storage_unavailable': () =>
    withDatabaseDown.putAlias('tiny', 'latest', model.digest, create),

  'putBlob 200 application/json': async () => {
    const [[sha256, bytes] = ['', large(0)]] = model.blobs;
    return edge.putBlob(sha256, bytes);
  },
  'putBlob 201 application/json': async () => {
    const { blobs } = await makeTinyModel(4);
    const [[sha256, bytes] = ['', large(0)]] = blobs;
    return edge.putBlob(sha256, bytes);
  },
  'putBlob 400 invalid_request': () => edge.putBlob('ABC', blob[1]),
  'putBlob 401 unauthenticated': () =>
    edge.send(`/v1/blobs/${nowhere}`, { method: 'PUT', headers: octets, body: '' }),
  'putBlob 403 insufficient_scope': () =>
    edge.send(`/v1/blobs/${nowhere}`, {
      ...{ method: 'PUT', headers: octets, body: '', key: imagesKey },
    }),
  'putBlob 413 payload_too_large': () => edge.putBlob(nowhere, large(16 * 1024 * 1024 + 1)),
  'putBlob 415 unsupported_media_type': () => edge.put(`/v1/blobs/${nowhere}`, blob[1]),
  'putBlob 422 digest_mismatch': () => edge.putBlob(nowhere, blob[1]),
  'putBlob 500 internal_error': () => misconfigured.putBlob(...blob),
  'putBlob 503 storage_unavailable': () => withoutStorage.putBlob(...blob),

  'getHealth 200 application/json': () => edge.send('/healthz'),

  'getReadiness 200 application/json': () =>
    freshClient({ ...env, DEFAULT_MODEL: 'tiny' }).send('/readyz'),
  'getReadiness 503 not_ready': () => withoutStorage.send('/readyz'),

  'getOpenapi 200 application/json': () => edge.send('/openapi.json'),
  'getOpenapi 304 none': () => again('/openapi.json'),

  'unmatched 204 none': () =>
    freshClient({ ...env, PAGE_ORIGINS: 'https://page.test' }).send('/v1/images', {
      method: 'OPTIONS',
      headers: { Origin: 'https://page.test', 'Access-Control-Request-Method': 'POST' },
    }),
  'unmatched 404 route_not_found': () => edge.send('/v1/nothing'),
  'unmatched 405 method_not_allowed': () => edge.send('/v1/images', { method: 'DELETE' }),
};

test('the table has every documented outcome and no other', () => {
  expect(Object.keys(cases).sort()).toEqual(contract.documentedOutcomes().sort());
});

test.each(Object.entries(cases))('%s', async (expected, call) => {
  const { outcome } = await call();
  expect(outcome).toBe(expected);
});

describe('whatever is asked', () => {
  const paths = [
    '/v1/images',
    '/openai/v1/models',
    '/openai/v1/images/generations',
    '/openai/v1/images/variations',
    '/v1/interpolations',
    '/v1/encodings',
    '/v1/comparisons',
    '/v1/reconstructions',
    '/v1/variations',
    '/v1/models',
    '/v1/models/tiny',
    `/v1/models/tiny/versions/${nowhere}`,
    '/v1/models/tiny/aliases/latest',
    '/v1/models/tiny/aliases/latest/policy',
    '/v1/models/tiny/aliases/latest/canary',
    '/v1/models/tiny/aliases/latest/history',
    '/v1/models/tiny/aliases/latest/rollback',
    '/v1/publishers',
    `/v1/publishers/${'A'.repeat(43)}`,
    '/v1/blobs/garbage-collections',
    '/v1/audit',
    `/v1/models/tiny/versions/${nowhere}/images/1.png`,
    '/v1/models/tiny/aliases/latest/images/1.png',
    `/v1/models/tiny/versions/${nowhere}/exports/generator/model.json`,
    `/v1/blobs/${nowhere}`,
    '/v1/verifications',
    '/v1/usage',
    '/.well-known/comfy-edge-keys.json',
    '/v1/keys',
    '/v1/keys/000000000000',
    '/healthz',
    '/readyz',
    '/openapi.json',
  ];

  test.each(paths)('%s names the methods it takes', async (path) => {
    const { response, outcome } = await edge.send(path, { method: 'PATCH', body: '{}' });
    expect(outcome).toBe('unmatched 405 method_not_allowed');
    for (const method of (response.headers.get('allow') ?? '').split(', ')) {
      const init = method === 'POST' || method === 'PUT' ? { method, body: '{}' } : { method };
      const { outcome: allowed } = await edge.send(path, init);
      expect(allowed).not.toContain('method_not_allowed');
    }
  });

  test('the document that is served is the contract', async () => {
    const { response } = await edge.send('/openapi.json');
    expect(await response.json()).toEqual(openapiDocument);
  });

  test('HEAD answers like GET, without a body', async () => {
    const { response, outcome } = await edge.send('/v1/models', { method: 'HEAD' });
    expect(outcome).toBe('listModels 200 application/json');
    expect(await response.text()).toBe('');
  });

  test.each([
    ['kept where it is well formed', 'my-request.1', /^my-request\.1$/],
    ['replaced where it is not', 'a b', /^[0-9a-f-]{36}$/],
    ['replaced where it is too long', 'a'.repeat(65), /^[0-9a-f-]{36}$/],
  ])("the client's request id is %s", async (_, sent, expected) => {
    const { response } = await edge.send('/nothing', { headers: { 'X-Request-Id': sent } });
    expect(response.headers.get('x-request-id')).toMatch(expected);
  });
});

test('answers to failures of ours tell nothing of their causes', async () => {
  for (const [outcome, call] of Object.entries(cases)) {
    if (!/ 50[03] /.test(outcome)) continue;
    const { response } = await call();
    // Drawn at random, so that it can read as anything.
    const { requestId: _, ...told } = (await response.json()) as Record<string, unknown>;
    expect(JSON.stringify(told), outcome).not.toMatch(
      /10001|R2|D1|TypeError|MODELS|binding|at .*\.ts/,
    );
  }
});

test('a broken hash in the configuration is a defect of ours, told to nobody', async () => {
  const broken = freshClient({ ...env, ADMIN_KEY_HASH: 'secret-in-the-wrong-format' });
  const { response, outcome } = await broken.generate({ model: 'tiny' });
  expect(outcome).toBe('generateImages 500 internal_error');
  expect(await response.text()).not.toContain('secret');
});
