/**
 * The garbage collection beside publishers: whatever one does at any await of the other, a version that is
 * listed can be generated from, and what was refused works when it is done again.
 */

import { env } from 'cloudflare:workers';
import type { components } from '@comfy-edge/contract';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Bindings } from '../../src/env.ts';
import { type Answer, Client, freshClient } from '../support/client.ts';
import { type AtAwait, watchedBucket, watchedDatabase } from '../support/interleave.ts';
import { bootstrapKey, modelsKey } from '../support/test-keys.ts';
import { makeTinyModel, type TinyModel } from '../support/tiny-model.ts';

type Collection = components['schemas']['GarbageCollection'];

const edge = new Client();

const collect = (body: object, client = edge) =>
  client.post('/v1/blobs/garbage-collections', body, { key: bootstrapKey });

async function collected(body: object): Promise<string[]> {
  const { response } = await collect(body);
  const { garbage } = await response.json<Collection>();
  return garbage.map(({ key }) => key);
}

const now = { dryRun: false, graceSeconds: 0 };
const blobKeys = ({ blobs }: TinyModel) => [...blobs.keys()].map((it) => `blobs/${it}`);

/** As if an hour had passed. */
async function endClaims(): Promise<void> {
  await env.DB.prepare('UPDATE object_claims SET claimed_until = 0').run();
}

async function putBlobs({ blobs }: TinyModel, client = edge): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const [sha256, bytes] of blobs) answers.push(await client.putBlob(sha256, bytes));
  return answers;
}

async function publish(model: string, version: TinyModel, client = edge): Promise<Answer> {
  const answers = await putBlobs(version, client);
  const refused = answers.find(({ response }) => !response.ok);
  return refused ?? client.putVersion(model, version.digest, version.manifestBytes);
}

/** A Worker whose bindings stop at every await. */
function watchedClient(atAwait: AtAwait): Client {
  const bindings: Bindings = {
    ...env,
    DB: watchedDatabase(env.DB, atAwait),
    MODELS: watchedBucket(env.MODELS, atAwait),
  };
  return freshClient(bindings);
}

/** Nobody has loaded it before, so its blobs are read. */
async function generates(model: string, { digest }: TinyModel): Promise<string> {
  return (await freshClient().generate({ model: `${model}@${digest}` })).outcome;
}

let seed = 1000;

beforeEach(async () => {
  await endClaims();
  await collect(now);
});

test('a dry run tells what is garbage and leaves it', async () => {
  const version = await makeTinyModel(seed++);
  await putBlobs(version);
  await endClaims();
  const keys = blobKeys(version);
  expect(await collected({ dryRun: true, graceSeconds: 0 })).toEqual(keys);
  expect(await collected({ dryRun: true })).toEqual([]);
  expect(await collected(now)).toEqual(keys);
  expect(await collected(now)).toEqual([]);
});

test('what a version refers to is no garbage, until it is deleted', async () => {
  const version = await makeTinyModel(seed++);
  await publish('kept', version);
  await endClaims();
  expect(await collected(now)).toEqual([]);
  expect(await generates('kept', version)).toBe('generateImages 200 image/png');
  const path = `/v1/models/kept/versions/${version.digest}`;
  await edge.send(path, { method: 'DELETE', key: modelsKey });
  const manifest = `models/kept/versions/${version.digest}.json`;
  expect(await collected(now)).toEqual([...blobKeys(version), manifest]);
});

test('a blob that two versions share goes with the second', async () => {
  const version = await makeTinyModel(seed++);
  for (const model of ['one', 'other']) await publish(model, version);
  await edge.send(`/v1/models/one/versions/${version.digest}`, {
    method: 'DELETE',
    key: modelsKey,
  });
  await endClaims();
  expect(await collected(now)).toEqual([`models/one/versions/${version.digest}.json`]);
  expect(await generates('other', version)).toBe('generateImages 200 image/png');
});

test('what was just stored is left alone, page by page', async () => {
  const version = await makeTinyModel(seed++);
  await putBlobs(version);
  expect(await collected(now)).toEqual([]);
  await endClaims();
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const body = { ...now, limit: 1, ...(cursor !== undefined && { cursor }) };
    const { response } = await collect(body);
    const page = await response.json<Collection>();
    expect(page.examined).toBeLessThanOrEqual(1);
    seen.push(...page.garbage.map(({ key }) => key));
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  expect(seen).toEqual(blobKeys(version));
});

/** How many awaits an action has. */
async function countAwaits(action: (client: Client) => Promise<unknown>): Promise<number> {
  let awaits = 0;
  await action(
    watchedClient(() => {
      awaits += 1;
    }),
  );
  return awaits;
}

/** Does something once, at that await. */
function atAwait(wanted: number, action: () => Promise<unknown>): AtAwait {
  let seen = 0;
  return async () => {
    seen += 1;
    if (seen === wanted) await action();
  };
}

async function expectWhole(model: string, version: TinyModel, answer: Answer): Promise<void> {
  if (answer.response.ok) {
    expect(await generates(model, version)).toBe('generateImages 200 image/png');
  } else {
    expect(answer.outcome).toMatch(/object_in_collection|blob_missing/);
    // The marks of a collection that is done are gone, so it works at once.
    expect((await publish(model, version)).response.ok).toBe(true);
    expect(await generates(model, version)).toBe('generateImages 200 image/png');
  }
}

describe('while a collection runs', () => {
  test('a publisher who comes at any of its awaits ends with a whole version', async () => {
    const abandoned = await makeTinyModel(seed++);
    await putBlobs(abandoned);
    await endClaims();
    const awaits = await countAwaits((client) => collect(now, client));
    expect(awaits).toBeGreaterThanOrEqual(10);
    const outcomes = new Set<string>();
    for (let wanted = 1; wanted <= awaits; wanted++) {
      const version = await makeTinyModel(seed++);
      const model = `meanwhile-${wanted}`;
      await putBlobs(version);
      await endClaims();
      const answers: Answer[] = [];
      const publishing = atAwait(wanted, async () => {
        answers.push(await publish(model, version));
      });
      expect((await collect(now, watchedClient(publishing))).response.status).toBe(200);
      const [answer] = answers;
      if (answer === undefined) throw new Error(`expected ${awaits} awaits, got fewer`);
      outcomes.add(answer.outcome);
      await expectWhole(model, version, answer);
    }
    // Both sides were met: one before the marks, one behind them.
    expect([...outcomes].sort()).toEqual([
      'putBlob 503 object_in_collection',
      'putModelVersion 201 application/json',
    ]);
  });
});

describe('while a publisher works', () => {
  test('a collection that comes at any await leaves a whole version', async () => {
    const first = await makeTinyModel(seed++);
    const awaits = await countAwaits((client) => publish('counted', first, client));
    expect(awaits).toBeGreaterThanOrEqual(12);
    for (let wanted = 1; wanted <= awaits; wanted++) {
      const version = await makeTinyModel(seed++);
      const model = `collected-${wanted}`;
      // Stored long ago by somebody who gave up: the collection may take it until it is claimed again.
      await putBlobs(version);
      await endClaims();
      const client = watchedClient(atAwait(wanted, () => collect(now)));
      await expectWhole(model, version, await publish(model, version, client));
    }
  });

  test('its claims may end in between: then it is told that a blob is missing', async () => {
    const version = await makeTinyModel(seed++);
    await putBlobs(version);
    await endClaims();
    await collect(now);
    const { digest, manifestBytes } = version;
    const answer = await edge.putVersion('late', digest, manifestBytes);
    expect(answer.outcome).toBe('putModelVersion 409 blob_missing');
    await expectWhole('late', version, answer);
  });
});

describe('a collection that fails at any await', () => {
  test('leaves what is referred to, and the next one completes it', async () => {
    const used = await makeTinyModel(seed++);
    await publish('standing', used);
    const abandoned = await makeTinyModel(seed++);
    await putBlobs(abandoned);
    await endClaims();
    const awaits = await countAwaits((client) => collect(now, client));
    for (let wanted = 1; wanted <= awaits; wanted++) {
      const garbage = await makeTinyModel(seed++);
      await putBlobs(garbage);
      await endClaims();
      const failing = atAwait(wanted, () => Promise.reject(new Error('internal error 10001')));
      const { outcome } = await collect(now, watchedClient(failing));
      expect(outcome).toBe('collectGarbage 503 storage_unavailable');
      expect(await generates('standing', used)).toBe('generateImages 200 image/png');
      // Marks that nobody took away end by themselves.
      await env.DB.prepare('UPDATE object_claims SET collected_until = 0').run();
      await collect(now);
      for (const key of blobKeys(garbage)) expect(await env.MODELS.head(key)).toBeNull();
      await expectWhole(`again-${wanted}`, garbage, await publish(`again-${wanted}`, garbage));
    }
  });
});
