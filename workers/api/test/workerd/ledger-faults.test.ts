/**
 * What becomes of a request where what the ledgers stand on fails, at each await. The table of it is written
 * into docs/faults/ledger.md by these tests (`vitest -u`), and held to it.
 */

import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, expect, test, vi } from 'vitest';
import type { Bindings } from '../../src/env.ts';
import {
  brokenShield,
  faultyBucket,
  faultyLedgers,
  hangs,
  losesAnswer,
  once,
  resets,
  unreachable,
} from '../support/broken-bindings.ts';
import { type Answer, Client, freshClient } from '../support/client.ts';
import { type FaultRow, faultTable } from '../support/fault-table.ts';
import { imagesKey } from '../support/test-keys.ts';

const edge = new Client();
const keyId = imagesKey.split('_')[1] ?? '';
const ledger = () => env.KEY_LEDGER.getByName(keyId);
const rows: FaultRow[] = [];
const large = { body: { model: 'tiny', n: 64, size: 56 }, accept: 'application/x-npy' };

beforeAll(async () => {
  await edge.publish('tiny', 1);
});

interface Case {
  readonly binding: string;
  /** The await that fails, and how. */
  readonly where: string;
  readonly bindings: Partial<Bindings>;
  /** Milliseconds that a clock is put forward while the request waits. */
  readonly forwardMs?: number;
  readonly request?: typeof large | undefined;
  /** Whether the request is a repetition of one that was answered. */
  readonly isRepetition?: boolean;
}

const cases: readonly Case[] = [
  {
    ...{ binding: 'KEY_LEDGER', where: 'the question (`admit`) fails' },
    bindings: { KEY_LEDGER: faultyLedgers({ admit: unreachable }) },
  },
  {
    ...{ binding: 'KEY_LEDGER', where: 'the ledger is reset while it is asked, once' },
    bindings: { KEY_LEDGER: faultyLedgers({ admit: once(resets) }) },
  },
  {
    ...{ binding: 'KEY_LEDGER', where: 'the ledger is reset each time it is asked' },
    bindings: { KEY_LEDGER: faultyLedgers({ admit: resets }) },
  },
  {
    ...{ binding: 'KEY_LEDGER', where: 'its answer is lost, the request is on record' },
    bindings: { KEY_LEDGER: faultyLedgers({ admit: losesAnswer }) },
  },
  {
    ...{ binding: 'KEY_LEDGER', where: 'it never answers', forwardMs: 15_000 },
    bindings: { KEY_LEDGER: faultyLedgers({ admit: hangs }) },
  },
  {
    ...{ binding: 'KEY_LEDGER', where: 'the answer cannot be stored (`complete`)' },
    bindings: { KEY_LEDGER: faultyLedgers({ complete: unreachable }) },
  },
  {
    ...{ binding: 'KEY_LEDGER', where: 'the answer is stored, and nobody hears of it' },
    bindings: { KEY_LEDGER: faultyLedgers({ complete: losesAnswer }) },
  },
  {
    ...{ binding: 'KEY_LEDGER', where: 'the report (`settle`) fails' },
    bindings: { KEY_LEDGER: faultyLedgers({ settle: unreachable }) },
  },
  {
    ...{ binding: 'MODELS', where: 'a large answer cannot be kept (`put`)', request: large },
    bindings: { MODELS: faultyBucket({ put: unreachable }) },
  },
  {
    ...{ binding: 'MODELS', where: 'a kept answer cannot be read (`get`)', request: large },
    ...{ bindings: { MODELS: faultyBucket({ get: unreachable }) }, isRepetition: true },
  },
  {
    ...{ binding: 'SHIELD', where: 'it cannot say whether there are too many' },
    bindings: { SHIELD: brokenShield },
  },
];

test.each(cases)('$binding: $where', async ({ binding, where, ...given }) => {
  const { bindings, forwardMs, request, isRepetition = false } = given;
  const { body, accept } = request ?? { body: { model: 'tiny' }, accept: 'application/json' };
  const headers = {
    ...{ 'Idempotency-Key': `"${where}"`, 'CF-Connecting-IP': '192.0.2.1' },
    Prefer: 'wait=0',
  };
  const ask = (client: Client) => client.generate(body, { accept, headers });
  if (isRepetition) await ask(freshClient());
  const answer =
    forwardMs === undefined
      ? await ask(freshClient({ ...env, ...bindings }))
      : await inFuture(forwardMs, () => ask(freshClient({ ...env, ...bindings })));
  const bytes = answer.response.ok ? await answer.response.clone().text() : undefined;
  const left = await recordOf(where);
  const next = await ask(freshClient());
  const state = left === undefined ? 'no record' : `record: ${left}`;
  rows.push({
    ...{ binding, where, client: outcomeOf(answer), left: state },
    next: `${outcomeOf(next)}${await sameness(next, bytes)}`,
  });
  if (left !== 'running') return;
  // What a dead execution has left is over with its time.
  await runInDurableObject(ledger(), (_, { storage }) => {
    storage.sql.exec('UPDATE idempotency_records SET until_ms = 0');
  });
  const later = await ask(freshClient());
  expect(later.outcome).toContain(' 200 ');
  if (bytes !== undefined) expect(await later.response.text()).toBe(bytes);
});

test('DB: counts that cannot be copied are copied the next time', async () => {
  await freshClient().generate({ model: 'tiny' });
  const changed = () =>
    runInDurableObject(ledger(), (_, { storage }) =>
      storage.sql.exec('SELECT * FROM usage_counts WHERE changed > 0').toArray(),
    );
  await env.DB.exec('ALTER TABLE usage RENAME TO usage_away');
  expect(await runDurableObjectAlarm(ledger())).toBe(true);
  expect(await changed()).not.toEqual([]);
  await env.DB.exec('ALTER TABLE usage_away RENAME TO usage');
  expect(await runDurableObjectAlarm(ledger())).toBe(true);
  expect(await changed()).toEqual([]);
  rows.push({
    ...{ binding: 'DB', where: 'the ledger copies its counts (alarm) and D1 fails' },
    ...{ client: 'nothing: nobody waits', left: 'the counts, in the ledger' },
    next: 'the next alarm copies them, once',
  });
});

test('the table in docs/faults is what these tests saw', async () => {
  await expect(faultTable('Limits, usage and idempotency', rows)).toMatchFileSnapshot(
    '../../../../docs/faults/ledger.md',
  );
});

function outcomeOf({ outcome }: Answer): string {
  return outcome.replace(/^generateImages /, '');
}

async function sameness({ response }: Answer, bytes: string | undefined): Promise<string> {
  const isReplayed = response.headers.has('idempotent-replayed');
  if (!response.ok || bytes === undefined) return '';
  if ((await response.clone().text()) !== bytes) return ', other images';
  return isReplayed ? ', stored' : ', the same made again';
}

async function recordOf(idempotencyKey: string): Promise<string | undefined> {
  return runInDurableObject(ledger(), (_, { storage }) => {
    const [row] = storage.sql
      .exec<{ state: string }>(
        'SELECT state FROM idempotency_records WHERE idempotency_key = ?',
        idempotencyKey,
      )
      .toArray();
    return row?.state;
  });
}

async function inFuture(ms: number, action: () => Promise<Answer>): Promise<Answer> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    const answer = action();
    await vi.waitFor(() => expect(vi.getTimerCount()).toBeGreaterThan(0));
    await vi.advanceTimersByTimeAsync(ms);
    return await answer;
  } finally {
    vi.useRealTimers();
  }
}
