/** `Idempotency-Key` of what changes the registry and the keys: done once, whatever dies on the way. */

import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { newPublisherKey, publicHalf } from '@comfy-edge/model';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Bindings } from '../../src/env.ts';
import { faultyLedgers, losesAnswer, once, unreachable } from '../support/broken-bindings.ts';
import { type Answer, Client, freshClient } from '../support/client.ts';
import { watchedDatabase } from '../support/interleave.ts';
import { adminKey, bootstrapKey, bootstrapKeyHash, modelsKey } from '../support/test-keys.ts';

const edge = new Client();
const newKey = { name: 'repeated', scopes: ['images:write'] };

let name: string;

beforeEach(() => {
  name = crypto.randomUUID();
});

const createKey = (client = edge, body: object = newKey, key: string = adminKey) =>
  client.post('/v1/keys', body, { key, headers: { 'Idempotency-Key': name } });
const rollBack = (model: string, client = edge, headers: Record<string, string> = {}) =>
  client.post(
    `/v1/models/${model}/aliases/latest/rollback`,
    {},
    { key: modelsKey, headers: { 'Idempotency-Key': name, Prefer: 'wait=0', ...headers } },
  );

const withBindings = (bindings: Partial<Bindings>) => freshClient({ ...env, ...bindings });
const textOf = ({ response }: Answer) => response.text();
const isReplayed = ({ response }: Answer) => response.headers.get('idempotent-replayed');

async function count(sql: string, ...values: string[]): Promise<number> {
  const row = await env.DB.prepare(`SELECT count(*) AS n FROM ${sql}`)
    .bind(...values)
    .first<{ n: number }>();
  return row?.n ?? Number.NaN;
}

const keysOf = (id: string) => count('keys WHERE id = ?', id);
const revisionsOf = (model: string) => count('alias_history WHERE model = ?', model);
const told = (action: string, subject: string) =>
  count('audit WHERE action = ? AND subject = ?', action, subject);

/** A database that does what it is asked, and whose answer to a batch is lost, the first time. */
function forgetful(): D1Database {
  let isFirst = true;
  return watchedDatabase(env.DB, (when, what) => {
    if (when === 'before' || what !== 'DB.batch' || !isFirst) return;
    isFirst = false;
    throw new Error('Network connection lost.');
  });
}

/** As if the time of an execution that died were over. */
async function endExecutions(key: string): Promise<void> {
  const ledger = env.KEY_LEDGER.getByName(key.split('_')[1] ?? '');
  await runInDurableObject(ledger, (_, { storage }) => {
    storage.sql.exec('UPDATE idempotency_records SET until_ms = 0');
  });
}

describe('a key', () => {
  test('is made once, and its text is had again, also when it is used or revoked', async () => {
    const first = await createKey();
    const created = await first.response.clone().json<{ id: string; key: string }>();
    const text = await textOf(first);
    expect(isReplayed(first)).toBeNull();
    const again = await createKey();
    expect(again.outcome).toBe('createKey 201 application/json');
    expect(isReplayed(again)).toBe('true');
    expect(again.response.headers.get('location')).toBe(`/v1/keys/${created.id}`);
    expect(await textOf(again)).toBe(text);
    await edge.generate({ model: 'none' }, { key: created.key });
    await edge.send(`/v1/keys/${created.id}`, { method: 'DELETE', key: adminKey });
    expect(await textOf(await createKey())).toBe(text);
    expect([await keysOf(created.id), await told('key.create', created.id)]).toEqual([1, 1]);
  });

  test('of 20 duplicates at the same time is one', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => createKey(freshClient())));
    const texts = new Set(await Promise.all(answers.map(textOf)));
    expect(texts.size).toBe(1);
    expect(answers.filter((it) => isReplayed(it) === null)).toHaveLength(1);
  });

  test.each([
    ['the database did it, and nobody heard of it', () => ({ DB: forgetful() })],
    ['the ledger drew it, and nobody heard of it', () => ({ KEY_LEDGER: lost('admit') })],
  ])('is made once where %s', async (_, faults) => {
    const before = await count('keys');
    const { outcome } = await createKey(withBindings(faults()));
    expect(outcome).toMatch(/^createKey 503 /);
    const again = await createKey();
    expect(again.outcome).toBe('createKey 201 application/json');
    const { id, key } = await again.response.json<{ id: string; key: string }>();
    expect([(await count('keys')) - before, await told('key.create', id)]).toEqual([1, 1]);
    const made = await edge.generate({ model: 'none' }, { key });
    expect(made.outcome).toBe('generateImages 404 model_not_found');
  });

  test('lies nowhere as text that could be read', async () => {
    const { response } = await createKey();
    const { key } = await response.json<{ key: string }>();
    const ledger = env.KEY_LEDGER.getByName(adminKey.split('_')[1] ?? '');
    const rows = await runInDurableObject(ledger, (_, { storage }) =>
      storage.sql
        .exec('SELECT * FROM idempotency_records WHERE idempotency_key = ?', name)
        .toArray(),
    );
    expect(rows).toMatchObject([{ state: 'drawn', body: expect.any(ArrayBuffer) }]);
    const stored = rows.flatMap((row) =>
      Object.values(row).map((it) =>
        it instanceof ArrayBuffer ? new TextDecoder('latin1').decode(it) : String(it),
      ),
    );
    const secret = key.slice('cek_123456789012_'.length, -6);
    for (const text of stored) expect(text).not.toContain(secret);
  });

  test('is another one under another body, or refused', async () => {
    const { response } = await createKey();
    expect(response.status).toBe(201);
    const other = await createKey(edge, { ...newKey, name: 'another' });
    expect(other.outcome).toBe('createKey 422 idempotency_mismatch');
  });

  test("is not had by the deployment's next admin key", async () => {
    const first = await createKey(edge, newKey, bootstrapKey);
    expect(first.response.status).toBe(201);
    // The same id `bootstrap`, another text.
    const hash = await sha256Of(adminKey);
    const rotated = withBindings({ ADMIN_KEY_HASH: hash });
    expect(hash).not.toBe(bootstrapKeyHash);
    const again = await createKey(rotated, newKey, adminKey);
    expect(again.outcome).toBe('createKey 422 idempotency_mismatch');
  });
});

describe('a rollback', () => {
  async function turned(model: string): Promise<string[]> {
    const digests: string[] = [];
    for (const seed of [1, 2, 3]) digests.push((await edge.publish(model, seed)).digest);
    return digests;
  }

  test('is done once, and its answer is had again', async () => {
    const [, second] = await turned('once');
    const first = await rollBack('once');
    const text = await textOf(first);
    expect(JSON.parse(text)).toEqual({ alias: 'latest', digest: second });
    const again = await rollBack('once');
    expect(isReplayed(again)).toBe('true');
    expect(again.response.headers.get('etag')).toBe(first.response.headers.get('etag'));
    expect(await textOf(again)).toBe(text);
    expect(await revisionsOf('once')).toBe(4);
    // A name of its own is another rollback.
    name = crypto.randomUUID();
    await rollBack('once');
    expect(await revisionsOf('once')).toBe(5);
  });

  test.each([
    ['the database did it, and nobody heard of it', 503, () => ({ DB: forgetful() })],
    ['its answer was not stored', 200, () => ({ KEY_LEDGER: unstored() })],
  ])('is done once where %s', async (what, status, faults) => {
    const model = `once-${status}`;
    const [, second] = await turned(model);
    const etag = `"${await revisionsOf(model)}"`;
    const first = await rollBack(model, withBindings(faults()), { 'If-Match': etag });
    expect(first.response.status, what).toBe(status);
    await endExecutions(modelsKey);
    const again = await rollBack(model, freshClient(), { 'If-Match': etag });
    expect(again.outcome).toBe('rollBackAlias 200 application/json');
    expect(again.response.headers.get('etag')).toBe('"4"');
    expect(await again.response.json()).toEqual({ alias: 'latest', digest: second });
    expect(await revisionsOf(model)).toBe(4);
  });

  test('of another state is another request', async () => {
    await turned('stated');
    await rollBack('stated', edge, { 'If-Match': '"3"' });
    const { outcome } = await rollBack('stated', edge, { 'If-Match': '"4"' });
    expect(outcome).toBe('rollBackAlias 422 idempotency_mismatch');
  });

  test('that is refused leaves its name free', async () => {
    await turned('refused');
    const refused = await rollBack('refused', freshClient(), { 'If-Match': '"9"' });
    expect(refused.outcome).toBe('rollBackAlias 412 precondition_failed');
    const { response } = await rollBack('refused', freshClient(), { 'If-Match': '"3"' });
    expect(response.status).toBe(200);
  });
});

test.each([
  ['a publisher', '/v1/publishers', async () => ({ name: 'x', key: publicHalf(await drawn()) })],
  ['a collection', '/v1/blobs/garbage-collections', async () => ({ dryRun: true })],
])('%s is answered as the first time', async (_, path, makeBody) => {
  const body = await makeBody();
  const options = { key: adminKey, headers: { 'Idempotency-Key': name } };
  const first = await freshClient().post(path, body, options);
  const again = await freshClient().post(path, body, options);
  expect(isReplayed(again)).toBe('true');
  expect(again.outcome).toBe(first.outcome);
  expect(await textOf(again)).toBe(await textOf(first));
});

const drawn = () => newPublisherKey();
const lost = (call: 'admit') => faultyLedgers({ [call]: once(losesAnswer) });
const unstored = () => faultyLedgers({ complete: unreachable });

async function sha256Of(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
