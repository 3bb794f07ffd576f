/**
 * The bounds on over-use, over any history of isolates that ask, spend what was lent, fail, report, die, and
 * lose answers on the way, each by a clock of its own.
 */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KeyAccount, type LedgerCalls } from './key-account.ts';
import type { Quotas } from './quotas.ts';
import { windowMs } from './quotas.ts';
import {
  type Counters,
  chargeCpu,
  chargeImages,
  type Grant,
  giveBack,
  limitStates,
  noCounters,
  rollWindows,
} from './window-counters.ts';

const isolates = 3;
const quotas = {
  ...{ imagesPerMinute: 120, imagesPerDay: 300 },
  ...{ cpuMsPerMinute: 230, cpuMsPerDay: 580 },
};
const mostImages = 24;
const cpuMsOfImage = 2;
const leaseMs = 2_000;

type Fate = 'made' | 'failed' | 'answer lost' | 'question lost';
const step = fc.record({
  afterMs: fc.oneof(
    { weight: 20, arbitrary: fc.nat(200) },
    { weight: 1, arbitrary: fc.nat(40_000) },
  ),
  isolate: fc.nat(isolates - 1),
  act: fc.oneof(
    { weight: 8, arbitrary: fc.constant('request' as const) },
    { weight: 1, arbitrary: fc.constantFrom('report' as const, 'die' as const) },
  ),
  images: fc.oneof(
    { weight: 9, arbitrary: fc.integer({ min: 1, max: 3 }) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: mostImages }) },
  ),
  fate: fc.oneof(
    { weight: 6, arbitrary: fc.constant<Fate>('made') },
    { weight: 1, arbitrary: fc.constantFrom<Fate>('failed', 'answer lost', 'question lost') },
  ),
});

/** The arithmetic of the ledger without its storage. */
class PlainLedger implements LedgerCalls {
  counters: Counters = noCounters;
  asked = 0;
  fate: Fate = 'made';
  readonly #nowMs: () => number;
  readonly #seen = new Set<string>();

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  async admit({ quotas, images, slack, report }: Parameters<LedgerCalls['admit']>[0]) {
    this.asked++;
    if (this.fate === 'question lost') throw new Error('lost on the way there');
    const nowMs = this.#nowMs();
    if (report !== undefined) await this.settle('', report);
    const counters = rollWindows(this.counters, nowMs);
    const charge = chargeImages(counters, { quotas, images, slack }, nowMs);
    const isRefused = 'refusedBy' in charge;
    this.counters = isRefused ? counters : charge.counters;
    if (this.fate === 'answer lost') throw new Error('lost on the way back');
    const limits = limitStates(this.counters, quotas, nowMs);
    const untilEndMs = windowMs.minute - (nowMs % windowMs.minute);
    if (isRefused) {
      const { refusedBy, retryAfterMs } = charge;
      return { verdict: 'exceeded' as const, policy: refusedBy.name, retryAfterMs, limits };
    }
    return {
      ...{ verdict: 'execute' as const, grant: charge.granted, limits, inlineLimitBytes: 0 },
      leaseMs: Math.min(leaseMs, untilEndMs),
    };
  }

  async settle(_: string, { id, returned, usage }: Parameters<LedgerCalls['settle']>[1]) {
    if (this.#seen.has(id)) return;
    this.#seen.add(id);
    let counters = rollWindows(this.counters, this.#nowMs());
    for (const grant of returned) counters = giveBack(counters, grant);
    for (const { cpuMs } of usage) counters = chargeCpu(counters, cpuMs);
    this.counters = counters;
  }

  async complete() {
    return true;
  }
}

test('no window sees more images than its quota, nor more CPU than is lent and under way', async () => {
  const skewMs = fc.array(fc.integer({ min: -20_000, max: 20_000 }), {
    ...{ minLength: isolates, maxLength: isolates },
  });
  let spentUnasked = 0;
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 100, maxLength: 200 }),
      skewMs,
      async (steps, skews) => {
        let nowMs = 20_000 * windowMs.day;
        const ledger = new PlainLedger(() => nowMs);
        const begin = (i: number) => new KeyAccount(`${i}`, () => nowMs + (skews[i] ?? 0));
        const accounts = skews.map((_, i) => begin(i));
        const images = new Map<string, number>();
        const cpuMs = new Map<string, number>();
        const more = (sums: Map<string, number>, window: string, amount: number) => {
          const sum = (sums.get(window) ?? 0) + amount;
          sums.set(window, sum);
          return sum;
        };
        for (const { afterMs, isolate, act, images: wanted, fate } of steps) {
          nowMs += afterMs;
          const account = accounts[isolate] ?? begin(isolate);
          if (act === 'die') accounts[isolate] = begin(isolate);
          if (act === 'report') await account.report(() => ledger);
          if (act !== 'request') continue;
          ledger.fate = fate;
          const before = ledger.asked;
          const admitted = await account
            .admit(() => ledger, { quotas, images: wanted })
            .catch(() => undefined);
          ledger.fate = 'made';
          if (admitted?.verdict === 'exceeded') refused++;
          if (admitted?.verdict !== 'execute') continue;
          const grant = admitted.grant as Grant;
          expect(grant.images).toBe(wanted);
          // Spent without a question or not, and by whatever clock: in the window it was granted for.
          expect(grant.minute).toBe(Math.floor(nowMs / windowMs.minute));
          if (ledger.asked === before) spentUnasked++;
          if (fate === 'failed') {
            account.giveBack(grant);
            continue;
          }
          const cost = wanted * cpuMsOfImage;
          account.count({ model: 'm', requests: 1, images: wanted, cpuMs: cost, errors: 0 });
          const { minute, day } = grant;
          expect(more(images, `minute ${minute}`, wanted)).toBeLessThanOrEqual(
            quotas.imagesPerMinute,
          );
          expect(more(images, `day ${day}`, wanted)).toBeLessThanOrEqual(quotas.imagesPerDay);
          const beyond = (quota: number) =>
            quota + isolates * (quota / 8 + mostImages * cpuMsOfImage);
          expect(more(cpuMs, `minute ${minute}`, cost)).toBeLessThanOrEqual(
            beyond(quotas.cpuMsPerMinute),
          );
          expect(more(cpuMs, `day ${day}`, cost)).toBeLessThanOrEqual(beyond(quotas.cpuMsPerDay));
        }
      },
    ),
    { numRuns: 200 },
  );
  // Else nothing was proved, of leases or of limits.
  expect(Math.min(spentUnasked, refused)).toBeGreaterThan(1000);
});

test('an isolate that is alone gets the last image, whatever it was lent', async () => {
  let nowMs = 20_000 * windowMs.day;
  const ledger = new PlainLedger(() => nowMs);
  const account = new KeyAccount('key', () => nowMs);
  const limited: Quotas = { imagesPerMinute: 50 };
  for (let i = 0; i < 50; i++) {
    const { verdict, limits } = await account.admit(() => ledger, { quotas: limited, images: 1 });
    expect([verdict, limits[0]?.remaining]).toEqual(['execute', 49 - i]);
    nowMs += 100;
  }
  const { verdict } = await account.admit(() => ledger, { quotas: limited, images: 1 });
  expect(verdict).toBe('exceeded');
  // Every second image or so, where nothing is lent each of them would ask.
  expect(ledger.asked).toBeLessThan(40);
});

test('a key without quotas asks nobody', async () => {
  const account = new KeyAccount('key');
  const nobody = () => {
    throw new Error('expected no question, got one');
  };
  expect(await account.admit(nobody, { quotas: {}, images: 64 })).toMatchObject({
    ...{ verdict: 'execute', limits: [] },
  });
});
