/** Every outcome of what changes and watches the registry, with a call that reaches it. */

import { env } from 'cloudflare:workers';
import { newPublisherKey, publicHalf } from '@comfy-edge/model';
import { Database } from '../../src/database.ts';
import { ObjectClaims } from '../../src/registry/object-claims.ts';
import { type Answer, brokenBucket, brokenDatabase, Client, freshClient } from './client.ts';
import { repeatOutcomes } from './creation-outcomes.ts';
import { sign } from './publishers.ts';
import { adminKey, bootstrapKey, bootstrapKeyHash, imagesKey, modelsKey } from './test-keys.ts';
import { makeTinyModel, type TinyModel } from './tiny-model.ts';

const edge = new Client();
const nowhere = '0'.repeat(64);
const create = { 'If-None-Match': '*' };
const other = { 'If-Match': '"999"' };

// The deployment's own key needs no look-up, and so gets to where the operation meets the failure.
const withoutDatabase = freshClient({ ADMIN_KEY_HASH: bootstrapKeyHash });
const withDatabaseDown = freshClient({ ...env, DB: brokenDatabase() });

type Outcomes = Record<string, () => Promise<Answer>>;

interface Call {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

function call({ method, path, body, headers }: Call, key?: string, client = edge) {
  const json = body === undefined ? {} : { 'Content-Type': 'application/json' };
  return client.send(path, {
    method,
    headers: { ...json, ...headers },
    ...(key !== undefined && { key }),
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
}

/** What every operation with a key of that scope has. */
function guarded(id: string, right: Call, key: string): Outcomes {
  return {
    [`${id} 401 unauthenticated`]: () => call(right),
    [`${id} 403 insufficient_scope`]: () => call(right, key === imagesKey ? modelsKey : imagesKey),
    ...failing(id, right),
  };
}

/** What every operation has that asks the database. */
function failing(id: string, right: Call): Outcomes {
  return {
    [`${id} 500 internal_error`]: () => call(right, bootstrapKey, withoutDatabase),
    [`${id} 503 storage_unavailable`]: () => call(right, bootstrapKey, withDatabaseDown),
  };
}

/** What every operation has that takes an `Idempotency-Key`. */
function repeated(operationId: string, right: Call, key: string): Outcomes {
  return repeatOutcomes({
    operationId,
    send: (client, headers) => call({ ...right, headers }, key, client),
  });
}

/** What every operation with a JSON body has. */
function bodied(id: string, right: Call, key: string, wrong: unknown): Outcomes {
  return {
    [`${id} 400 invalid_json`]: () => call({ ...right, body: '{' }, key),
    [`${id} 400 invalid_request`]: () => call({ ...right, body: wrong }, key),
    [`${id} 413 payload_too_large`]: () => call({ ...right, body: ' '.repeat(70_000) }, key),
    [`${id} 415 unsupported_media_type`]: () =>
      call({ ...right, body: '{}', headers: { 'Content-Type': 'text/plain' } }, key),
  };
}

/** An alias of a model of its own, which has moved once; the versions, oldest first. */
async function movedAlias(model: string): Promise<TinyModel[]> {
  const versions = [await edge.publish(model, 61), await edge.publish(model, 62)];
  versions.push(await storeVersion(model, 63));
  return versions;
}

async function storeVersion(
  model: string,
  seed: number,
  publication?: Record<string, string>,
  client = edge,
): Promise<TinyModel> {
  const version = await makeTinyModel(seed);
  for (const [sha256, bytes] of version.blobs) await edge.putBlob(sha256, bytes);
  await client.putVersion(model, version.digest, version.manifestBytes, publication);
  return version;
}

/** Of a publisher that is revoked right after. */
async function distrusted(model: string): Promise<string> {
  const key = await newPublisherKey();
  const added = await call(addition(publicHalf(key)), adminKey);
  const { id } = await added.response.json<{ id: string }>();
  const { digest } = await makeTinyModel(64);
  await storeVersion(model, 64, { 'Comfy-Publication': await sign({ model, digest, key }) });
  await call({ method: 'DELETE', path: `/v1/publishers/${id}` }, adminKey);
  return digest;
}

async function expired(model: string): Promise<string> {
  const version = await storeVersion(model, 65);
  const sql = 'UPDATE versions SET expires_at = 1 WHERE model = ? AND digest = ?';
  await env.DB.prepare(sql).bind(model, version.digest).run();
  return version.digest;
}

async function unsigned(model: string): Promise<string> {
  const lenient = freshClient({ ...env, UNSIGNED_MODELS: 'true' });
  return (await storeVersion(model, 66, {}, lenient)).digest;
}

async function ungood(model: string): Promise<void> {
  const rules = [{ metric: 'cas', better: 'higher', limit: 0.9 }];
  await call(
    { ...policy, path: `/v1/models/${model}/aliases/latest/policy`, body: { rules } },
    modelsKey,
  );
}

/** What moving an alias to a version, or sending callers to it, may be refused for. */
function vetted(id: string, to: (model: string, digest: string) => Promise<Answer>): Outcomes {
  const name = id.toLowerCase();
  const refused = (code: string, digestOf: (model: string) => Promise<string>) => async () => {
    const model = `${name}-${code.replaceAll('_', '-')}`;
    await edge.publish(model, 60);
    return to(model, await digestOf(model));
  };
  return {
    [`${id} 409 older_version`]: async () => {
      const model = `${name}-older`;
      const [first] = await movedAlias(model);
      return to(model, first?.digest ?? '');
    },
    [`${id} 409 below_quality_gate`]: async () => {
      const model = `${name}-gate`;
      const [, , last] = await movedAlias(model);
      await ungood(model);
      return to(model, last?.digest ?? '');
    },
    [`${id} 422 statement_missing`]: refused('statement_missing', unsigned),
    [`${id} 422 statement_expired`]: refused('statement_expired', expired),
    [`${id} 422 publisher_untrusted`]: refused('publisher_untrusted', distrusted),
  };
}

async function moveLatest(model: string, digest: string): Promise<Answer> {
  const { response } = await edge.send(`/v1/models/${model}/aliases/latest`);
  return edge.putAlias(model, 'latest', digest, { 'If-Match': response.headers.get('etag') ?? '' });
}

const alias = '/v1/models/tiny/aliases/latest';
const noModel = '/v1/models/nope/aliases/latest';
const noAlias = '/v1/models/tiny/aliases/nope';

const policy: Call = { method: 'PUT', path: `${alias}/policy`, body: { rules: [] } };
const splitOf = (digest: string): Call => ({
  ...{ method: 'PUT', path: `${alias}/canary`, body: { digest, percent: 10 } },
});
const ending: Call = { method: 'DELETE', path: `${alias}/canary` };
const rollback: Call = { method: 'POST', path: `${alias}/rollback`, body: {} };
const deletion: Call = { method: 'DELETE', path: `/v1/models/tiny/versions/${nowhere}` };
const collection: Call = {
  ...{ method: 'POST', path: '/v1/blobs/garbage-collections', body: { dryRun: true } },
};
const addition = (key: object): Call => ({
  ...{ method: 'POST', path: '/v1/publishers', body: { name: 'outcomes', key } },
});
const rfcKey = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' };
const revocation: Call = { method: 'DELETE', path: `/v1/publishers/${'A'.repeat(43)}` };

async function splitAlias(model: string): Promise<string> {
  const [, , last] = await movedAlias(model);
  const path = `/v1/models/${model}/aliases/latest/canary`;
  await call({ ...splitOf(last?.digest ?? ''), path }, modelsKey);
  return path;
}

async function addedPublisher(): Promise<{ key: object; path: string }> {
  const key = publicHalf(await newPublisherKey());
  const { response } = await call(addition(key), adminKey);
  const { id } = await response.json<{ id: string }>();
  return { key, path: `/v1/publishers/${id}` };
}

const notThere = (id: string, right: Call, key: string, suffix: string): Outcomes => ({
  [`${id} 404 model_not_found`]: () => call({ ...right, path: `${noModel}${suffix}` }, key),
  [`${id} 404 alias_not_found`]: () => call({ ...right, path: `${noAlias}${suffix}` }, key),
});
const changed = (id: string, right: Call): Outcomes => ({
  [`${id} 412 precondition_failed`]: () => call({ ...right, headers: other }, modelsKey),
});

export const registryOutcomes: Outcomes = {
  'putModelVersion 409 statement_superseded': async () => {
    const { digest, manifestBytes } = await edge.publish('superseded', 70);
    const publication = await sign({ model: 'superseded', digest, counter: 1 });
    return edge.putVersion('superseded', digest, manifestBytes, {
      'Comfy-Publication': publication,
    });
  },
  'putModelVersion 422 statement_missing': () => edge.putVersion('tiny', nowhere, '{}', {}),
  'putModelVersion 422 statement_invalid': () =>
    edge.putVersion('tiny', nowhere, '{}', { 'Comfy-Publication': 'a.b.c' }),
  'putModelVersion 422 statement_expired': async () => {
    const times = { issuedAt: '2026-01-01T00:00:00.000Z', expiresAt: '2026-01-02T00:00:00.000Z' };
    const publication = await sign({ model: 'tiny', digest: nowhere, ...times });
    return edge.putVersion('tiny', nowhere, '{}', { 'Comfy-Publication': publication });
  },
  'putModelVersion 422 publisher_untrusted': async () => {
    const key = await newPublisherKey();
    const publication = await sign({ model: 'tiny', digest: nowhere, key });
    return edge.putVersion('tiny', nowhere, '{}', { 'Comfy-Publication': publication });
  },
  'putModelVersion 503 object_in_collection': async () => {
    const version = await makeTinyModel(71);
    await collecting(`models/busy/versions/${version.digest}.json`);
    return edge.putVersion('busy', version.digest, version.manifestBytes);
  },
  'putBlob 503 object_in_collection': async () => {
    const [[sha256, bytes] = ['', new Uint8Array(0)]] = (await makeTinyModel(72)).blobs;
    await collecting(`blobs/${sha256}`);
    return edge.putBlob(sha256, bytes);
  },

  ...guarded('deleteModelVersion', deletion, modelsKey),
  'deleteModelVersion 204 none': async () => {
    const { digest } = await storeVersion('deleted', 73);
    return call({ ...deletion, path: `/v1/models/deleted/versions/${digest}` }, modelsKey);
  },
  'deleteModelVersion 400 invalid_request': () =>
    call({ ...deletion, path: '/v1/models/tiny/versions/latest' }, modelsKey),
  'deleteModelVersion 404 version_not_found': () => call(deletion, modelsKey),
  'deleteModelVersion 409 version_in_use': async () => {
    const { digest } = await edge.publish('used', 74);
    return call({ ...deletion, path: `/v1/models/used/versions/${digest}` }, modelsKey);
  },

  ...vetted('putModelAlias', moveLatest),

  ...guarded('putAliasPolicy', policy, modelsKey),
  ...bodied('putAliasPolicy', policy, modelsKey, { rules: [{ metric: 'cas' }] }),
  ...notThere('putAliasPolicy', policy, modelsKey, '/policy'),
  ...changed('putAliasPolicy', policy),
  'putAliasPolicy 200 application/json': () => call(policy, modelsKey),

  ...failing('getCanary', { method: 'GET', path: `${alias}/canary` }),
  ...notThere('getCanary', { method: 'GET', path: '' }, imagesKey, '/canary'),
  'getCanary 200 application/json': async () => edge.send(await splitAlias('canary-read')),
  'getCanary 400 invalid_request': () => edge.send('/v1/models/tiny/aliases/-/canary'),
  'getCanary 404 canary_not_found': () => edge.send(`${alias}/canary`),

  ...guarded('putCanary', splitOf(nowhere), modelsKey),
  ...bodied('putCanary', splitOf(nowhere), modelsKey, { digest: nowhere, percent: 100 }),
  ...notThere('putCanary', splitOf(nowhere), modelsKey, '/canary'),
  ...changed('putCanary', splitOf(nowhere)),
  ...vetted('putCanary', (model, digest) =>
    call({ ...splitOf(digest), path: `/v1/models/${model}/aliases/latest/canary` }, modelsKey),
  ),
  'putCanary 200 application/json': async () => {
    const [, , last] = await movedAlias('canary-put');
    const path = '/v1/models/canary-put/aliases/latest/canary';
    return call({ ...splitOf(last?.digest ?? ''), path }, modelsKey);
  },
  'putCanary 404 version_not_found': () => call(splitOf(nowhere), modelsKey),

  ...guarded('deleteCanary', ending, modelsKey),
  ...notThere('deleteCanary', ending, modelsKey, '/canary'),
  ...changed('deleteCanary', ending),
  'deleteCanary 200 application/json': async () =>
    call({ ...ending, path: await splitAlias('canary-ended') }, modelsKey),
  'deleteCanary 400 invalid_request': () =>
    call({ ...ending, path: `${alias}/canary?reason=` }, modelsKey),
  'deleteCanary 404 canary_not_found': () => call(ending, modelsKey),

  ...failing('listAliasHistory', { method: 'GET', path: `${alias}/history` }),
  ...notThere('listAliasHistory', { method: 'GET', path: '' }, imagesKey, '/history'),
  'listAliasHistory 200 application/json': () => edge.send(`${alias}/history`),
  'listAliasHistory 400 invalid_request': () => edge.send(`${alias}/history?cursor=x`),

  ...guarded('rollBackAlias', rollback, modelsKey),
  ...bodied('rollBackAlias', rollback, modelsKey, { reason: '' }),
  ...notThere('rollBackAlias', rollback, modelsKey, '/rollback'),
  ...changed('rollBackAlias', rollback),
  ...repeated('rollBackAlias', rollback, modelsKey),
  'rollBackAlias 200 application/json': async () => {
    await movedAlias('rolled-back');
    return call({ ...rollback, path: '/v1/models/rolled-back/aliases/latest/rollback' }, modelsKey);
  },
  'rollBackAlias 409 rollback_impossible': async () => {
    const { digest } = await edge.publish('first', 75);
    await edge.putAlias('first', 'fresh', digest, create);
    return call({ ...rollback, path: '/v1/models/first/aliases/fresh/rollback' }, modelsKey);
  },

  ...guarded('listPublishers', { method: 'GET', path: '/v1/publishers' }, adminKey),
  'listPublishers 200 application/json': () => edge.send('/v1/publishers', { key: adminKey }),

  ...guarded('addPublisher', addition(rfcKey), adminKey),
  ...bodied('addPublisher', addition(rfcKey), adminKey, { name: 'x', key: { ...rfcKey, d: 'x' } }),
  ...repeated('addPublisher', addition(rfcKey), adminKey),
  'addPublisher 200 application/json': () => call(addition(rfcKey), adminKey),
  'addPublisher 201 application/json': async () =>
    call(addition(publicHalf(await newPublisherKey())), adminKey),
  'addPublisher 422 publisher_untrusted': async () => {
    const { key, path } = await addedPublisher();
    await call({ method: 'DELETE', path }, adminKey);
    return call(addition(key), adminKey);
  },

  ...guarded('revokePublisher', revocation, adminKey),
  'revokePublisher 200 application/json': async () =>
    call({ method: 'DELETE', path: (await addedPublisher()).path }, adminKey),
  'revokePublisher 400 invalid_request': () =>
    call({ method: 'DELETE', path: '/v1/publishers/me' }, adminKey),
  'revokePublisher 404 publisher_not_found': () => call(revocation, adminKey),

  ...guarded('collectGarbage', collection, adminKey),
  ...bodied('collectGarbage', collection, adminKey, {}),
  ...repeated('collectGarbage', collection, adminKey),
  'collectGarbage 200 application/json': () => call(collection, adminKey),
  'collectGarbage 503 storage_unavailable': () =>
    call(collection, adminKey, freshClient({ ...env, MODELS: brokenBucket() })),

  ...guarded('listAudit', { method: 'GET', path: '/v1/audit' }, adminKey),
  'listAudit 200 application/json': () => edge.send('/v1/audit', { key: adminKey }),
  'listAudit 400 invalid_request': () => edge.send('/v1/audit?action=nothing', { key: adminKey }),
};

/** As a garbage collection does that is just deleting it. */
async function collecting(key: string): Promise<void> {
  const nothing = { sql: 'SELECT 1', values: [] };
  await new ObjectClaims(new Database(env.DB)).mark([key], nothing);
}
