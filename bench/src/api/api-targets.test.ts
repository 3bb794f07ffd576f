import { expect, test } from 'vitest';
import type { ApiRow } from './api-row.ts';
import { judgeApi } from './api-targets.ts';
import { routes } from './scenarios.ts';

const row = (cached: boolean, cpuMs: number, overheadMs?: number): ApiRow => ({
  ...{ route: 'POST /v1/images', format: 'png', cached, cpuMs },
  ...(overheadMs !== undefined && { overheadMs }),
  ...{ p50Ms: 1, p95Ms: 1, p99Ms: 1, requestsPerSecond: 1 },
});
const guarded = (route: string, cpuMs: number): ApiRow => ({ ...row(false, cpuMs), route });
/** 0.4 ms around an image, and 0.1 to know the key. */
const guards = [
  guarded(routes.onRecord, 2.4),
  guarded(routes.drawn, 2),
  guarded(routes.withKey, 0.5),
  guarded(routes.open, 0.4),
];
/** Everything reached, to the last hair; what a sheet takes is nobody's promise. */
const just = {
  rows: [row(true, 0.5), row(true, 1), row(false, 3, 1), row(false, 80), ...guards],
  gzipBytes: 900 * 1024,
  startupCpuMs: 300,
};

test('what is just reached is reached', () => {
  expect(judgeApi(just).map(({ reached }) => reached)).toEqual(Array(5).fill(true));
});

test.each([
  [0, { rows: [...just.rows, row(true, 1.01)] }],
  [0, { rows: [row(false, 3, 1), ...guards] }],
  [1, { rows: [...just.rows, row(false, 3, 1.01)] }],
  [1, { rows: [row(true, 1), ...guards] }],
  [2, { rows: [...just.rows.slice(0, 4), guarded(routes.onRecord, 2.5), ...guards.slice(1)] }],
  [2, { rows: just.rows.slice(0, -1) }],
  [3, { gzipBytes: 900 * 1024 + 1 }],
  [4, { startupCpuMs: 300.5 }],
])('target %i is missed alone with %o', (index, change) => {
  const missed = judgeApi({ ...just, ...change }).flatMap(({ reached }, i) => (reached ? [] : [i]));
  expect(missed).toEqual([index]);
});
