/** The ledger of a key, asked directly: quotas, idempotency, usage; and what is left when it dies. */

import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import type { Admission, AdmitRequest, Attempt } from '../../src/ledger/messages.ts';

let drawn = 0;
const newLedger = () => {
  const keyId = `key-${drawn++}-${crypto.randomUUID()}`;
  return { keyId, ledger: env.KEY_LEDGER.getByName(keyId) };
};

const ask = (keyId: string, change: Partial<AdmitRequest> = {}): AdmitRequest => ({
  ...{ keyId, quotas: {}, images: 1, slack: 0 },
  ...change,
});

const attempt = (change: Partial<Attempt> = {}): Attempt => ({
  ...{ idempotencyKey: 'a', fingerprint: 'f', token: crypto.randomUUID() },
  ...{ isStream: false, waitMs: 10_000 },
  ...change,
});

const answer = (text: string) => ({
  ...{ status: 200, headers: { 'content-type': 'text/plain' } },
  body: Uint8Array.from(new TextEncoder().encode(text)),
});

const verdicts = (admissions: readonly Admission[]) => admissions.map((it) => it.verdict);

test('quotas hold to the last image, and say when they begin anew', async () => {
  const { keyId, ledger } = newLedger();
  const quotas = { imagesPerMinute: 10, imagesPerDay: 100 };
  const admissions = await Promise.all(
    Array.from({ length: 12 }, () => ledger.admit(ask(keyId, { quotas }))),
  );
  expect(verdicts(admissions).filter((it) => it === 'execute')).toHaveLength(10);
  const refused = admissions.find((it) => it.verdict === 'exceeded');
  expect(refused).toMatchObject({ policy: 'images-minute' });
  expect(refused?.limits).toMatchObject([
    { policy: 'images-minute', quota: 10, remaining: 0 },
    { policy: 'images-day', quota: 100, remaining: 90 },
  ]);
});

test('of 200 at once one executes, and all others get its answer', async () => {
  const { keyId, ledger } = newLedger();
  const tokens = Array.from({ length: 200 }, () => crypto.randomUUID());
  const admissions = Promise.all(
    tokens.map(async (token) => {
      const admission = await ledger.admit(ask(keyId, { attempt: attempt({ token }) }));
      if (admission.verdict === 'execute') {
        await ledger.complete(keyId, { idempotencyKey: 'a', token, answer: answer(token) });
      }
      return { admission, token };
    }),
  );
  const all = await admissions;
  const [executed, ...others] = all.filter(({ admission }) => admission.verdict === 'execute');
  expect(others).toEqual([]);
  for (const { admission, token } of all) {
    if (token === executed?.token) continue;
    expect(admission).toMatchObject({ verdict: 'replay', answer: answer(executed?.token ?? '') });
  }
});

test('another request under the same key is a mismatch', async () => {
  const { keyId, ledger } = newLedger();
  await ledger.admit(ask(keyId, { attempt: attempt() }));
  const other = await ledger.admit(ask(keyId, { attempt: attempt({ fingerprint: 'g' }) }));
  expect(other.verdict).toBe('mismatch');
});

test('an eviction keeps records and counts', async () => {
  const { keyId, ledger } = newLedger();
  const quotas = { imagesPerDay: 5 };
  const first = attempt();
  await ledger.admit(ask(keyId, { quotas, images: 3, attempt: first }));
  await ledger.complete(keyId, { ...first, answer: answer('kept') });
  await evictDurableObject(ledger);
  const again = await ledger.admit(ask(keyId, { quotas, images: 3, attempt: attempt() }));
  expect(again).toMatchObject({ verdict: 'replay', answer: answer('kept') });
  const next = await ledger.admit(ask(keyId, { quotas, images: 3 }));
  expect(next).toMatchObject({ verdict: 'exceeded', policy: 'images-day' });
});

test('an execution that died is done again when its time is over, and is not heard any more', async () => {
  const { keyId, ledger } = newLedger();
  const first = attempt();
  await ledger.admit(ask(keyId, { attempt: first }));
  await runInDurableObject(ledger, (_, { storage }) => {
    storage.sql.exec('UPDATE idempotency_records SET until_ms = ?', Date.now() + 300);
  });
  const second = attempt();
  const admission = await ledger.admit(ask(keyId, { attempt: second }));
  expect(admission.verdict).toBe('execute');
  expect(await ledger.complete(keyId, { ...first, answer: answer('late') })).toBe(false);
  expect(await ledger.complete(keyId, { ...second, answer: answer('counts') })).toBe(true);
  const third = await ledger.admit(ask(keyId, { attempt: attempt() }));
  expect(third).toMatchObject({ answer: answer('counts') });
});

test('a failed execution frees its key, and who waits executes', async () => {
  const { keyId, ledger } = newLedger();
  const first = attempt();
  await ledger.admit(ask(keyId, { attempt: first }));
  const second = ledger.admit(ask(keyId, { attempt: attempt() }));
  await ledger.complete(keyId, { idempotencyKey: 'a', token: first.token });
  expect((await second).verdict).toBe('execute');
});

test('a lost answer of the ledger is asked for again without a second execution', async () => {
  const { keyId, ledger } = newLedger();
  const first = attempt();
  const twice = [
    await ledger.admit(ask(keyId, { attempt: first })),
    await ledger.admit(ask(keyId, { attempt: first })),
  ];
  expect(verdicts(twice)).toEqual(['execute', 'execute']);
  expect(await ledger.complete(keyId, { ...first, answer: answer('once') })).toBe(true);
});

test('a stream is executed each time', async () => {
  const { keyId, ledger } = newLedger();
  const stream = () => attempt({ isStream: true });
  const twice = [
    await ledger.admit(ask(keyId, { attempt: stream() })),
    await ledger.admit(ask(keyId, { attempt: stream() })),
  ];
  expect(verdicts(twice)).toEqual(['execute', 'execute']);
  const other = attempt({ isStream: true, fingerprint: 'g' });
  expect((await ledger.admit(ask(keyId, { attempt: other }))).verdict).toBe('mismatch');
});

test('a report that comes twice counts once, and images come back', async () => {
  const { keyId, ledger } = newLedger();
  const quotas = { imagesPerDay: 8, cpuMsPerDay: 100 };
  const lent = await ledger.admit(ask(keyId, { quotas, images: 4 }));
  if (lent.verdict !== 'execute') throw new Error(`expected a grant, got ${lent.verdict}`);
  const day = lent.grant.day;
  const report = {
    ...{ id: crypto.randomUUID(), returned: [{ ...lent.grant, images: 3 }] },
    usage: [{ day, model: 'tiny', requests: 1, images: 1, cpuMs: 40, errors: 0 }],
  };
  await ledger.settle(keyId, report);
  await ledger.settle(keyId, report);
  const { limits } = await ledger.admit(ask(keyId, { quotas }));
  expect(limits).toMatchObject([
    { policy: 'images-day', remaining: 6 },
    { policy: 'cpu-day', remaining: 60 },
  ]);
});

test('records are forgotten after a day, with what lies in R2', async () => {
  const { keyId, ledger } = newLedger();
  const first = attempt();
  await ledger.admit(ask(keyId, { attempt: first }));
  const key = `idempotency/${keyId}/a`;
  await env.MODELS.put(key, 'large');
  await ledger.complete(keyId, { ...first, answer: { ...answer(''), body: key } });
  expect(await ledger.admit(ask(keyId, { attempt: attempt() }))).toMatchObject({
    ...{ verdict: 'replay', answer: { body: key } },
  });
  const alarmMs = await runInDurableObject(ledger, async (_, { storage }) => {
    storage.sql.exec('UPDATE idempotency_records SET expires_ms = ?', Date.now());
    return await storage.getAlarm();
  });
  expect(alarmMs).toBeGreaterThan(Date.now() + 23 * 3_600_000);
  expect(await runDurableObjectAlarm(ledger)).toBe(true);
  expect(await env.MODELS.head(key)).toBeNull();
  const left = await runInDurableObject(ledger, (_, { storage }) =>
    storage.sql.exec('SELECT * FROM idempotency_records').toArray(),
  );
  expect(left).toEqual([]);
});
