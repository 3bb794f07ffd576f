/** Quotas, the shield and the gate as clients meet them. */

import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, expect, test } from 'vitest';
import { MemoryGate } from '../../src/http/memory-gate.ts';
import { brokenLedgers } from '../support/broken-bindings.ts';
import { Client, freshClient, freshWorker, problemOf } from '../support/client.ts';
import { imagesKey } from '../support/test-keys.ts';
import type { TinyModel } from '../support/tiny-model.ts';

const edge = new Client();
const keyId = imagesKey.split('_')[1] ?? '';
const ledger = () => env.KEY_LEDGER.getByName(keyId);
let model: TinyModel;

beforeAll(async () => {
  model = await edge.publish('tiny', 1);
});

test('every answer says what is left, and the one too many when to come again', async () => {
  const used = await usedToday();
  const limited = freshClient({ ...env, QUOTAS: { imagesPerDay: used + 10 } });
  const { response } = await limited.generate({ model: 'tiny', n: 4 });
  expect(response.headers.get('ratelimit-policy')).toBe(
    `"images-day";q=${used + 10};w=86400;qu="images"`,
  );
  expect(response.headers.get('ratelimit')).toMatch(/^"images-day";r=6;t=\d+$/);
  const refused = await limited.generate({ model: 'tiny', n: 8 });
  expect(refused.outcome).toBe('generateImages 429 quota_exceeded');
  expect(Number(refused.response.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(refused.response.headers.get('ratelimit')).toMatch(/^"images-day";r=6;/);
  expect((await problemOf(refused)).detail).toBe(
    `expected at most ${used + 10} images a day, got 8 with 6 left`,
  );
  const { outcome } = await limited.generate({ model: 'tiny', n: 6 });
  expect(outcome).toBe('generateImages 200 image/png');
});

test('what is not made is not counted', async () => {
  const used = await usedToday();
  const limited = freshClient({ ...env, QUOTAS: { imagesPerDay: used + 2 } });
  for (const body of [
    { model: 'nope' },
    { model: 'tiny', class: 'hat' },
    { model: 'tiny', n: 0 },
  ]) {
    await limited.generate(body);
  }
  const { response, outcome } = await limited.generate({ model: 'tiny', n: 2 });
  expect(outcome).toBe('generateImages 200 image/png');
  expect(response.headers.get('ratelimit')).toMatch(/r=0/);
});

test('neither a cached image nor a key without quotas asks a ledger', async () => {
  const alone = freshClient({ ...env, KEY_LEDGER: brokenLedgers() });
  expect((await alone.generate({ model: 'tiny' })).outcome).toBe('generateImages 200 image/png');
  const pinned = { model: `tiny@${model.digest}`, class: 'star', seed: 7 };
  await edge.generate(pinned);
  const limited = freshClient({
    ...{ ...env, KEY_LEDGER: brokenLedgers(), QUOTAS: { imagesPerMinute: 1 } },
  });
  const cached = await limited.generate(pinned);
  expect(cached.response.headers.get('cache-status')).toBe('comfy-edge; hit');
  expect(cached.response.headers.has('ratelimit')).toBe(false);
  const { response } = await limited.send(
    `/v1/models/tiny/versions/${model.digest}/images/7.png?class=star`,
    { key: imagesKey },
  );
  expect(response.headers.get('cache-status')).toBe('comfy-edge; hit');
});

test('an image by its address is counted where it is made', async () => {
  const limited = freshClient({ ...env, QUOTAS: { imagesPerMinute: 0 } });
  const path = `/v1/models/tiny/versions/${model.digest}/images/4711.png`;
  const { outcome } = await limited.send(path, { key: imagesKey });
  expect(outcome).toBe('getImage 429 quota_exceeded');
});

test('quotas that are misconfigured are a defect of ours, told to nobody', async () => {
  const broken = freshClient({ ...env, QUOTAS: '{"imagesPerHour":1}' });
  const { outcome, response } = await broken.generate({ model: 'tiny' });
  expect(outcome).toBe('generateImages 500 internal_error');
  expect(await response.text()).not.toContain('imagesPerHour');
});

test('a flood of one address is turned away before keys are looked at', async () => {
  const counts = new Map<string, number>();
  const SHIELD: RateLimit = {
    async limit({ key }) {
      counts.set(key, (counts.get(key) ?? 0) + 1);
      return { success: (counts.get(key) ?? 0) <= 2 };
    },
  };
  const client = freshClient({ ...env, SHIELD });
  const from = (address: string) =>
    client.send('/v1/images', {
      ...{ method: 'POST', body: '{}', key: 'wrong' },
      headers: { 'CF-Connecting-IP': address, 'Content-Type': 'application/json' },
    });
  const outcomes = [];
  for (const host of ['1', '2', '3']) outcomes.push((await from(`2001:db8::${host}`)).outcome);
  outcomes.push((await from('2001:db8:0:1::1')).outcome);
  expect(outcomes).toEqual([
    'generateImages 401 unauthenticated',
    'generateImages 401 unauthenticated',
    'generateImages 429 too_many_requests',
    'generateImages 401 unauthenticated',
  ]);
  expect([...counts.keys()]).toEqual(['2001:db8:0:0::/64', '2001:db8:0:1::/64']);
});

test('an instance takes no more than fits, and takes again what has gone', async () => {
  const gate = new MemoryGate(340 * 1024);
  const client = new Client(freshWorker(env, { gate }));
  const many = await Promise.all(
    Array.from({ length: 4 }, () => client.generate({ model: 'tiny' })),
  );
  const outcomes = many.map(({ outcome }) => outcome);
  expect(outcomes.filter((it) => it.endsWith(' 200 image/png'))).toHaveLength(2);
  expect(outcomes.filter((it) => it === 'generateImages 503 overloaded')).toHaveLength(2);
  expect((await client.generate({ model: 'tiny' })).outcome).toBe('generateImages 200 image/png');
});

test('usage is counted by day and model, and copied to the database', async () => {
  const before = await usage();
  await edge.generate({ model: 'tiny', n: 3 });
  await edge.generate({ model: 'tiny', class: 'hat' });
  await edge.generate({ model: 'nope' });
  const [made, unnamed] = await waitForUsage(before);
  expect(made?.images).toBe(3);
  expect([made?.requests, made?.errors]).toEqual([2, 1]);
  expect(made?.cpuMs).toBeGreaterThan(2);
  expect([unnamed?.requests, unnamed?.images, unnamed?.errors]).toEqual([1, 0, 1]);
});

interface Row {
  readonly model: string;
  readonly requests: number;
  readonly images: number;
  readonly cpuMs: number;
  readonly errors: number;
}

async function usage(): Promise<Map<string, Row>> {
  await runDurableObjectAlarm(ledger()).catch(() => false);
  const { results } = await env.DB.prepare(
    'SELECT model, requests, images, cpu_ms AS cpuMs, errors FROM usage WHERE key_id = ?',
  )
    .bind(keyId)
    .run<Row>();
  return new Map(results.map((row) => [row.model, row]));
}

/** What has come to the model's row, and to the row of no model, once both have. */
async function waitForUsage(before: Map<string, Row>): Promise<Partial<Row>[]> {
  for (let tries = 0; tries < 50; tries++) {
    const now = await usage();
    const more = ['tiny', ''].map((name) => difference(now.get(name), before.get(name)));
    if (more[0]?.requests === 2 && more[1]?.requests === 1) return more;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('expected usage to be copied, got nothing in time');
}

function difference(now: Row | undefined, before: Row | undefined): Partial<Row> {
  const less = (field: 'requests' | 'images' | 'cpuMs' | 'errors') =>
    (now?.[field] ?? 0) - (before?.[field] ?? 0);
  return {
    ...{ requests: less('requests'), images: less('images') },
    ...{ cpuMs: less('cpuMs'), errors: less('errors') },
  };
}

async function usedToday(): Promise<number> {
  return runInDurableObject(ledger(), (_, { storage }) => {
    const [row] = storage.sql.exec<{ day_images: number }>('SELECT * FROM counters').toArray();
    return row?.day_images ?? 0;
  });
}
