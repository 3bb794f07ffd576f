/** Alive and ready are two questions: the first asks nothing else, the second everything. */

import { env } from 'cloudflare:workers';
import type { components } from '@comfy-edge/contract';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { askParts } from '../../src/readiness/parts.ts';
import { brokenBucket, brokenDatabase, Client, freshClient } from '../support/client.ts';
import { receiptKeys } from '../support/receipt-keys.ts';

type Parts = components['schemas']['ReadinessPart'][];

const deployed = { ...env, DEFAULT_MODEL: 'tiny', RECEIPT_KEYS: receiptKeys };
let digest: string;

beforeAll(async () => {
  ({ digest } = await new Client().publish('tiny', 1));
});

test('alive is whoever answers, whatever is broken', async () => {
  const { outcome } = await freshClient({ MODELS: brokenBucket(), ADMIN_KEY_HASH: '?' }).send(
    '/healthz',
  );
  expect(outcome).toBe('getHealth 200 application/json');
});

test('ready is a service whose parts are all in order', async () => {
  const { response, outcome } = await freshClient(deployed).send('/readyz');
  expect(outcome).toBe('getReadiness 200 application/json');
  const { parts } = (await response.json()) as { parts: Parts };
  expect(parts.map(({ state }) => state)).toEqual(parts.map(() => 'ok'));
});

describe('not ready is a service', () => {
  test.each([
    [
      'whose storage does not answer',
      { MODELS: brokenBucket() },
      ['object_storage', 'default_model'],
      'failed',
    ],
    [
      'whose database does not answer',
      { DB: brokenDatabase() },
      ['database', 'default_model'],
      'failed',
    ],
    ['without a default model', { DEFAULT_MODEL: '' }, ['default_model'], 'absent'],
    [
      'whose default model is not published',
      { DEFAULT_MODEL: 'nope' },
      ['default_model'],
      'failed',
    ],
    ['whose default model is no name', { DEFAULT_MODEL: 'a@b@c' }, ['default_model'], 'failed'],
    ['whose key for receipts is none', { RECEIPT_KEYS: '{}' }, ['receipt_keys'], 'failed'],
  ])('%s', async (_, changed, expected, state) => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const { response, outcome } = await freshClient({ ...deployed, ...changed }).send('/readyz');
    expect(outcome).toBe('getReadiness 503 not_ready');
    const { parts, detail } = (await response.json()) as { parts: Parts; detail: string };
    const broken = parts.filter((part) => part.state !== 'ok');
    expect(broken).toEqual(expected.map((name) => expect.objectContaining({ name, state })));
    for (const name of expected) expect(detail).toContain(`${name} ${state}`);
  });

  test('whose default model is damaged, as an isolate finds that has not loaded it', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    const { digest: damaged } = await new Client().publish('damaged', 2);
    await env.MODELS.put(`models/damaged/versions/${damaged}.json`, '{"damaged":true}');
    const client = freshClient({ ...deployed, DEFAULT_MODEL: `damaged@${damaged}` });
    expect((await client.send('/readyz')).outcome).toBe('getReadiness 503 not_ready');
    expect(JSON.parse(log.mock.calls[0]?.[0])).toMatchObject({
      error: expect.stringContaining('the manifest does not hash to its name'),
    });
    vi.restoreAllMocks();
  });
});

test('what the default model is may be pinned, and a service without receipts is ready', async () => {
  const bindings = { ...env, DEFAULT_MODEL: `tiny@${digest}` };
  const { response } = await freshClient(bindings).send('/readyz');
  expect(response.status).toBe(200);
  const { parts } = (await response.json()) as { parts: Parts };
  expect(parts).toContainEqual({ name: 'receipt_keys', state: 'absent', needed: false });
});

test('a part that never answers has failed after its time, and the others are not held up', async () => {
  const part = { name: 'slow', needed: true, present: true };
  const hanging = { ...part, ask: () => new Promise(() => {}) };
  const quick = { ...part, name: 'quick', ask: async () => {} };
  const [slow, other] = await askParts([hanging, quick], 20);
  expect(slow).toMatchObject({
    state: 'failed',
    cause: new Error('expected slow to answer in 20 ms, got nothing'),
  });
  expect(other).toMatchObject({ state: 'ok' });
});
