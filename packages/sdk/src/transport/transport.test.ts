import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BACKOFF_BASE_MS, BACKOFF_CAP_MS, backoffMs } from './backoff.ts';
import type { FetchResponse } from './fetch.ts';
import { retryAfterMs } from './retry-after.ts';
import { Transport } from './transport.ts';

function answer(status: number, headers: Record<string, string> = {}): FetchResponse {
  return new Response(status === 204 ? null : '{}', { status, headers });
}

/** A transport whose clock only notes how long it was asked to wait. */
function transportOf(answers: FetchResponse[], random: () => number, waits: number[]): Transport {
  const settings = {
    baseUrl: 'http://service.test',
    headers: {},
    fetch: async () => answers.shift() ?? answer(200),
    timeoutMs: 1_000,
    maxRetries: 20,
  };
  const sleep = async (delayMs: number) => {
    waits.push(delayMs);
  };
  return new Transport(settings, { sleep, random, nowMs: () => 0 });
}

const get = { method: 'GET', path: '/healthz', headers: {}, retry: 'always' } as const;

test('waits double up to the cap, each drawn from all of the range', async () => {
  const failures = Array.from({ length: 7 }, () => answer(500));
  const waits: number[] = [];
  await transportOf(failures, () => 0.5, waits).send(get);
  expect(waits).toEqual([250, 500, 1_000, 2_000, 4_000, 4_000, 4_000]);
});

test('the service names the wait: never sooner, and not all clients at once', async () => {
  const waits: number[] = [];
  const failures = [answer(429, { 'retry-after': '7' }), answer(503, { 'retry-after': '3' })];
  await transportOf(failures, () => 0.5, waits).send(get);
  expect(waits).toEqual([7_250, 3_250]);
});

test('jitter stays in its range', () => {
  const unit = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2_000 }), unit, (attempt, random) => {
      const delayMs = backoffMs(attempt, undefined, () => random);
      expect(delayMs).toBeGreaterThanOrEqual(0);
      expect(delayMs).toBeLessThanOrEqual(Math.min(BACKOFF_CAP_MS, BACKOFF_BASE_MS * 2 ** attempt));
    }),
  );
});

test.each<[string, Record<string, string>, number | undefined]>([
  ['seconds', { 'retry-after': '120' }, 120_000],
  [
    'a date, against the Date of the answer',
    {
      date: 'Sun, 06 Nov 1994 08:49:07 GMT',
      'retry-after': 'Sun, 06 Nov 1994 08:49:37 GMT',
    },
    30_000,
  ],
  ['a date, against our clock', { 'retry-after': 'Thu, 01 Jan 1970 00:00:09 GMT' }, 8_000],
  ['a date that is over', { 'retry-after': 'Thu, 01 Jan 1970 00:00:00 GMT' }, 0],
  ['nonsense', { 'retry-after': 'soon' }, undefined],
  ['a fraction', { 'retry-after': '-1.5x' }, undefined],
  ['nothing', {}, undefined],
])('Retry-After: %s', (_, headers, expected) => {
  expect(retryAfterMs(new Headers(headers), 1_000)).toBe(expected);
});

test.each([
  0,
  -1,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  2 ** 31,
])('a timeout of %d ms is refused', async (timeoutMs) => {
  const call = transportOf([], Math.random, []).send(get, { timeoutMs });
  await expect(call).rejects.toThrow(RangeError);
});

test.each([-1, 0.5, Number.NaN])('%d retries are refused', async (maxRetries) => {
  const call = transportOf([], Math.random, []).send(get, { maxRetries });
  await expect(call).rejects.toThrow(RangeError);
});
