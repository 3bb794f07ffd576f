/** Promotion, rollback, canaries, deletion, and the audit log that tells of all of it. */

import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import type { components } from '@comfy-edge/contract';
import { describe, expect, test } from 'vitest';
import { createApp } from '../../src/app.ts';
import { bootEngine } from '../../src/boot-engine.ts';
import { imageCodecs } from '../../src/image-codecs.ts';
import { isInCanary } from '../../src/registry/canary-split.ts';
import { CanaryTally } from '../../src/registry/canary-tally.ts';
import { Client, problemOf } from '../support/client.ts';
import { publisherId } from '../support/publishers.ts';
import { adminKey, imagesKey, modelsKey } from '../support/test-keys.ts';
import { makeTinyModel, type TinyModel } from '../support/tiny-model.ts';

type Schemas = components['schemas'];

const edge = new Client();
const pathOf = (model: string) => `/v1/models/${model}/aliases/latest`;

async function store(model: string, seed: number): Promise<TinyModel> {
  const version = await makeTinyModel(seed);
  for (const [sha256, bytes] of version.blobs) await edge.putBlob(sha256, bytes);
  await edge.putVersion(model, version.digest, version.manifestBytes);
  return version;
}

async function read<T>(path: string, key?: string): Promise<T> {
  const { response } = await edge.send(path, key === undefined ? {} : { key });
  expect(response.status).toBe(200);
  return response.json();
}

async function move(model: string, digest: string, why: object = {}) {
  const { response } = await edge.send(pathOf(model));
  const headers = { 'If-Match': response.headers.get('etag') ?? '' };
  return edge.put(pathOf(model), JSON.stringify({ digest, ...why }), headers);
}

const post = (path: string, body: unknown) => edge.post(path, body, { key: modelsKey });
const put = (path: string, body: unknown) => edge.put(path, JSON.stringify(body));
const pointsAt = async (model: string) => (await read<Schemas['ModelAlias']>(pathOf(model))).digest;
const audit = async (query: string) =>
  (await read<Schemas['AuditPage']>(`/v1/audit?${query}`, adminKey)).entries;

describe('the quality gate', () => {
  const rules = [
    { metric: 'cas', better: 'higher', limit: 0.9 },
    { metric: 'fid', better: 'lower', limit: 5 },
  ];

  test('names each metric that fails, and gives way to a reason, which is recorded', async () => {
    const before = await edge.publish('gated', 1);
    const { digest } = await store('gated', 2);
    await put(`${pathOf('gated')}/policy`, { rules });
    const refusal = await problemOf(await move('gated', digest));
    expect(refusal).toMatchObject({
      code: 'below_quality_gate',
      pointer: '/digest',
      failures: [
        { metric: 'cas', rule: 'limit', expected: '>= 0.9', actual: 0.25 },
        { metric: 'fid', rule: 'limit', expected: '<= 5', actual: null },
      ],
    });
    expect(await pointsAt('gated')).toBe(before.digest);
    const unexplained = await problemOf(await move('gated', digest, { force: true }));
    expect(unexplained).toMatchObject({ code: 'invalid_request', pointer: '/reason' });

    const reason = 'the metric was measured wrongly';
    const { outcome } = await move('gated', digest, { force: true, reason });
    expect(outcome).toBe('putModelAlias 200 application/json');
    const [entry] = await audit('model=gated&action=alias.move');
    expect(entry).toMatchObject({
      actor: 'TestModels00',
      subject: 'latest',
      reason,
      detail: { forced: true, overruled: expect.stringContaining('cas >= 0.9, got 0.25') },
    });
  });

  test('a reason alone opens nothing', async () => {
    await edge.publish('reasoned', 1);
    const { digest } = await store('reasoned', 2);
    await put(`${pathOf('reasoned')}/policy`, { rules });
    const { outcome } = await move('reasoned', digest, { reason: 'please' });
    expect(outcome).toBe('putModelAlias 409 below_quality_gate');
  });
});

describe('a rollback', () => {
  const back = (model: string, body: object = {}) => post(`${pathOf(model)}/rollback`, body);

  test('goes back one by one, passes over what is gone, and ends where nothing was before', async () => {
    const versions: TinyModel[] = [];
    for (const seed of [11, 12, 13, 14]) versions.push(await edge.publish('back', seed));
    const [first, second, third, last] = versions.map(({ digest }) => digest);
    expect(await pointsAt('back')).toBe(last);
    await back('back', { reason: 'boots look like sandals' });
    expect(await pointsAt('back')).toBe(third);
    const path = `/v1/models/back/versions/${second}`;
    expect((await edge.send(path, { method: 'DELETE', key: modelsKey })).response.status).toBe(204);
    await back('back');
    expect(await pointsAt('back')).toBe(first);
    expect((await back('back')).outcome).toBe('rollBackAlias 409 rollback_impossible');

    // What comes after a rollback goes back to where the rollback led.
    await move('back', last ?? '');
    await back('back');
    expect(await pointsAt('back')).toBe(first);
    const { revisions } = await read<Schemas['AliasHistory']>(`${pathOf('back')}/history`);
    expect(revisions.map(({ digest }) => digest)).toEqual([
      first,
      last,
      first,
      third,
      last,
      third,
      second,
      first,
    ]);
    expect((await audit('model=back&action=alias.rollback')).at(-1)).toMatchObject({
      reason: 'boots look like sandals',
      detail: { from: last, to: third },
    });
  });

  test('ends a canary first', async () => {
    await edge.publish('undone', 1);
    const { digest } = await edge.publish('undone', 2);
    const next = await store('undone', 3);
    await put(`${pathOf('undone')}/canary`, { digest: next.digest, percent: 50 });
    await back('undone');
    expect(await read(pathOf('undone'))).toEqual({ alias: 'latest', digest });
  });

  test('is one of two, where two go back from the same state', async () => {
    for (const seed of [1, 2, 3]) await edge.publish('both', seed);
    const etag = (await edge.send(pathOf('both'))).response.headers.get('etag') ?? '';
    const headers = { 'If-Match': etag, 'Content-Type': 'application/json' };
    const answers = await Promise.all(
      [0, 1].map(() =>
        edge.send(`${pathOf('both')}/rollback`, {
          ...{ method: 'POST', key: modelsKey, headers, body: '{}' },
        }),
      ),
    );
    expect(answers.map(({ response }) => response.status).sort()).toEqual([200, 412]);
  });
});

describe('a canary', () => {
  /** One that writes its counts after every request. */
  function countingClient(): Client {
    const tally = new CanaryTally({ intervalMs: 0 });
    const app = createApp({ bootEngine, codecs: imageCodecs(), tally });
    return new Client(async (request) => {
      const context = createExecutionContext();
      const response = await app.fetch(request, env, context);
      await waitOnExecutionContext(context);
      return response;
    });
  }

  test('serves the same callers as long as it is there, and both versions are counted', async () => {
    const { digest } = await edge.publish('split', 21);
    const canary = await store('split', 22);
    const path = `${pathOf('split')}/canary`;
    await put(path, { digest: canary.digest, percent: 50 });
    const client = countingClient();
    const ids = ['TestImages00', 'TestAdmin000'];
    const served = new Map<string, number>();
    for (const [index, key] of [imagesKey, adminKey].entries()) {
      const split = { digest: canary.digest, percent: 50 };
      const isCanary = isInCanary(split, 'split latest', ids[index] ?? '');
      const expected = isCanary ? canary.digest : digest;
      for (let request = 0; request < 3; request++) {
        const { response } = await client.generate({ model: 'split', seed: request }, { key });
        expect(response.headers.get('comfy-model-digest')).toBe(expected);
        served.set(expected, (served.get(expected) ?? 0) + 1);
      }
    }
    const { counts } = await read<Schemas['Canary']>(path);
    expect(counts).toEqual(
      [digest, canary.digest].map((it) => ({
        digest: it,
        requests: served.get(it) ?? 0,
        failures: 0,
      })),
    );
  });

  test('that cannot be loaded is counted as failing; what the client did wrong is not', async () => {
    await edge.publish('failing', 23);
    const canary = await store('failing', 24);
    const path = `${pathOf('failing')}/canary`;
    await put(path, { digest: canary.digest, percent: 99 });
    await env.MODELS.delete(`blobs/${[...canary.blobs.keys()][0]}`);
    const client = countingClient();
    const isCanary = (caller: string) =>
      isInCanary({ digest: canary.digest, percent: 99 }, 'failing latest', caller);
    const key = isCanary('TestImages00') ? imagesKey : adminKey;
    expect((await client.generate({ model: 'failing' }, { key })).outcome).toBe(
      'generateImages 503 model_unavailable',
    );
    const { counts } = await read<Schemas['Canary']>(path);
    expect(counts.at(-1)).toEqual({ digest: canary.digest, requests: 1, failures: 1 });
  });

  test('is no canary of the version that is there already, and ends when the alias moves', async () => {
    const { digest } = await edge.publish('moved', 25);
    const canary = await store('moved', 26);
    const path = `${pathOf('moved')}/canary`;
    expect(await problemOf(await put(path, { digest, percent: 5 }))).toMatchObject({
      code: 'invalid_request',
      pointer: '/digest',
    });
    await put(path, { digest: canary.digest, percent: 5 });
    const inUse = `/v1/models/moved/versions/${canary.digest}`;
    expect(
      await problemOf(await edge.send(inUse, { method: 'DELETE', key: modelsKey })),
    ).toMatchObject({
      code: 'version_in_use',
      usedBy: ['canary of alias latest'],
    });
    await move('moved', canary.digest);
    expect(await read(pathOf('moved'))).toEqual({ alias: 'latest', digest: canary.digest });
  });
});

test('a deleted version is generated from no more, and is listed no more', async () => {
  await edge.publish('shrunk', 31);
  const { digest } = await store('shrunk', 32);
  await edge.send(`/v1/models/shrunk/versions/${digest}?reason=too+large`, {
    ...{ method: 'DELETE', key: modelsKey },
  });
  const { outcome } = await edge.generate({ model: `shrunk@${digest}` });
  expect(outcome).toBe('generateImages 404 version_not_found');
  const { versions } = await read<Schemas['Model']>('/v1/models/shrunk');
  expect(versions.map((it) => it.digest)).not.toContain(digest);
  expect((await audit('model=shrunk&action=version.delete'))[0]).toMatchObject({
    subject: digest,
    reason: 'too large',
  });
});

test('a listed version says who vouches for it, how good it is, and where it comes from', async () => {
  const { digest } = await edge.publish('listed', 41);
  const { versions, counter } = await read<Schemas['Model']>('/v1/models/listed');
  expect(versions[0]).toMatchObject({
    digest,
    title: 'Tiny',
    metrics: { cas: 0.25 },
    lineage: { run: { preset: 'none', seed: 41, steps: 0 }, data: { name: 'none' } },
    publication: { publisher: publisherId, counter },
  });
});

describe('the audit log', () => {
  test('has what happened, newest first, page by page', async () => {
    for (const seed of [51, 52]) await edge.publish('told', seed);
    const seen: string[] = [];
    let query = 'model=told&limit=1';
    for (let page = 0; page < 10; page++) {
      const { entries, nextCursor } = await read<Schemas['AuditPage']>(
        `/v1/audit?${query}`,
        adminKey,
      );
      seen.push(...entries.map(({ action }) => action));
      if (nextCursor === undefined) break;
      query = `model=told&limit=1&cursor=${encodeURIComponent(nextCursor)}`;
    }
    expect(seen).toEqual(['alias.move', 'version.publish', 'alias.create', 'version.publish']);
    expect(await audit('model=told&actor=TestAdmin000')).toEqual([]);
  });

  test.each([
    "UPDATE audit SET actor = 'nobody'",
    'DELETE FROM audit',
    `INSERT OR REPLACE INTO audit (id, at, actor, action, detail, request_id)
     SELECT id, 0, 'nobody', action, detail, request_id FROM audit LIMIT 1`,
  ])('is never changed: %s', async (sql) => {
    await edge.publish('permanent', 53);
    const before = await audit('limit=100');
    await expect(env.DB.prepare(sql).run()).rejects.toThrow('the audit log is append-only');
    expect(await audit('limit=100')).toEqual(before);
  });

  test('says nothing of what was refused', async () => {
    const { digest } = await edge.publish('refused', 54);
    const before = (await audit('model=refused')).length;
    await edge.putAlias('refused', 'latest', digest, { 'If-Match': '"999"' });
    await edge.putAlias('refused', 'latest', '0'.repeat(64), { 'If-None-Match': '*' });
    expect(await audit('model=refused')).toHaveLength(before);
  });
});
