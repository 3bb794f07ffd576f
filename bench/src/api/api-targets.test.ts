import { expect, test } from 'vitest';
import type { ApiRow } from './api-row.ts';
import { judgeApi } from './api-targets.ts';

const row = (cached: boolean, cpuMs: number, overheadMs?: number): ApiRow => ({
  ...{ route: 'POST /v1/images', format: 'png', cached, cpuMs },
  ...(overheadMs !== undefined && { overheadMs }),
  ...{ p50Ms: 1, p95Ms: 1, p99Ms: 1, requestsPerSecond: 1 },
});
/** Everything reached, to the last hair; what a sheet takes is nobody's promise. */
const just = {
  rows: [row(true, 0.5), row(true, 1), row(false, 3, 1), row(false, 80)],
  gzipBytes: 900 * 1024,
  startupCpuMs: 300,
};

test('what is just reached is reached', () => {
  expect(judgeApi(just).map(({ reached }) => reached)).toEqual([true, true, true, true]);
});

test.each([
  [0, { rows: [...just.rows, row(true, 1.01)] }],
  [0, { rows: [row(false, 3, 1)] }],
  [1, { rows: [...just.rows, row(false, 3, 1.01)] }],
  [1, { rows: [row(true, 1)] }],
  [2, { gzipBytes: 900 * 1024 + 1 }],
  [3, { startupCpuMs: 300.5 }],
])('target %i is missed alone with %o', (index, change) => {
  const missed = judgeApi({ ...just, ...change }).flatMap(({ reached }, i) => (reached ? [] : [i]));
  expect(missed).toEqual([index]);
});
