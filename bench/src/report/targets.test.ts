import { describe, expect, test } from 'vitest';
import type { Row } from './report.ts';
import { judge, type Measurements } from './targets.ts';

const row = (
  network: string,
  engine: string,
  medianMs: number,
  runtime: Row['runtime'] = 'node',
): Row => {
  return { network, engine, runtime, batch: 1, medianMs, p95Ms: medianMs, gflops: 1 };
};

/** Everything reached, to the last hair. */
const just: Measurements = {
  rows: [
    row('reference-56', 'comfy-edge', 10),
    row('reference-56', 'comfy-edge', 12.5, 'workerd'),
    row('reference-56', 'tfjs-layers', 250),
    row('reference-56', 'ort-web', 30),
    row('reference-56', 'ort-native', 12),
    row('reference-56', 'ceiling', 25),
    row('reference-28', 'comfy-edge', 5),
    row('reference-28', 'ort-web', 15),
    { ...row('reference-28', 'ort-web', 1), batch: 16 },
  ],
  limits: {
    bundleGzipBytes: 900 * 1024,
    coldStartMs: 120,
    peakBytes: 64e6,
    requestsPerSecond: 250,
    cpuMsPerImage: 3,
    cpuMsP99: 10,
  },
  exactness: [
    {
      network: 'fashion-28',
      batch: 1,
      images: 1,
      batchEqualsAlone: true,
      runtimesEqual: true,
      largestDifference: 2e-4,
      largestLevels: 1,
      differentBytes: 1,
      comparedBytes: 1000,
    },
  ],
  plannedShare: 0.25,
};

const reached = (measurements: Measurements) => judge(measurements).map((it) => it.reached);
const without = (index: number) => reached(just).map((_, i) => i !== index);

test('a target is reached at its very bound', () => {
  expect(reached(just)).toEqual(Array(10).fill(true));
});

test('ratios are of batch 1, those in workerd beside them', () => {
  const [layers, , , ceiling, small] = judge(just);
  expect(layers?.measured).toBe('25.00×, in workerd 20.00×');
  expect(ceiling?.measured).toBe('1.60×');
  expect(small?.measured).toBe('3.00×');
});

describe('missed by a hair', () => {
  test.each([
    [0, 'tfjs-layers', 249],
    [1, 'ort-web', 29.9],
    [2, 'ort-native', 11.9],
    [3, 'ceiling', 24.9],
  ])('target %i, %s', (index, engine, medianMs) => {
    const rows = just.rows.map((it) =>
      it.network === 'reference-56' && it.engine === engine ? { ...it, medianMs } : it,
    );
    expect(reached({ ...just, rows })).toEqual(without(index));
  });

  test.each([
    [5, { cpuMsPerImage: 3.01 }],
    [5, { cpuMsP99: 10.1 }],
    [6, { requestsPerSecond: 249 }],
    [7, { coldStartMs: 121 }],
    [8, { bundleGzipBytes: 901 * 1024 }],
    [8, { peakBytes: 65e6 }],
  ])('target %i, %o', (index, change) => {
    expect(reached({ ...just, limits: { ...just.limits, ...change } })).toEqual(without(index));
  });

  test.each([
    { batchEqualsAlone: false },
    { runtimesEqual: false },
    { largestDifference: 2.1e-4 },
    { largestDifference: Number.NaN },
    { largestLevels: 2 },
    { differentBytes: 2 },
  ])('exactness, %o', (change) => {
    const exactness = just.exactness.map((it) => ({ ...it, ...change }));
    expect(reached({ ...just, exactness })).toEqual(without(9));
  });
});

test('what was not measured is not reached', () => {
  const { cpuMsPerImage: _, ...limits } = just.limits;
  const nothing = judge({ ...just, rows: [], limits, exactness: [] });
  expect(nothing.map((it) => it.reached)).toEqual(
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((i) => i >= 6 && i <= 8),
  );
  expect(nothing[0]?.measured).toBe('not measured');
});
