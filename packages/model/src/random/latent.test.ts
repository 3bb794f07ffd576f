import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { latentVector } from './latent.ts';

function digest(latent: Float32Array): string {
  return createHash('sha256').update(new Uint8Array(latent.buffer)).digest('hex');
}

/** A change of any of these changes every image ever made: it is a new engine. */
const PINNED = [
  [{ seed: 0, size: 100 }, '941def16df2b8a459588f429845103de95a40872dd163b07cda42f85cb059ffd'],
  [{ seed: 42, size: 64 }, '18f5d22e5963fd261c2260eef99d16d2c21c9e75bcdd18f4c0fae73200ec795c'],
  [
    { seed: 4294967295, index: 7, size: 101, truncation: 0.5 },
    '161d4b5349b09921aa728968be525af363015de6522e607add890847a83a607e',
  ],
] as const;

test.each(PINNED)('latentVector(%j) keeps its bits', (options, expected) => {
  expect(digest(latentVector(options))).toBe(expected);
});

test('components are standard normal: moments and tails', () => {
  const n = 200_000;
  const latent = latentVector({ seed: 1, size: n });
  const moment = (power: number) => latent.reduce((sum, x) => sum + x ** power, 0) / n;
  const beyond = (limit: number) => latent.filter((x) => Math.abs(x) > limit).length / n;
  // Five standard errors each.
  expect(Math.abs(moment(1))).toBeLessThan(5 / Math.sqrt(n));
  expect(Math.abs(moment(2) - 1)).toBeLessThan(5 * Math.sqrt(2 / n));
  expect(Math.abs(moment(3))).toBeLessThan(5 * Math.sqrt(15 / n));
  expect(Math.abs(moment(4) - 3)).toBeLessThan(5 * Math.sqrt(96 / n));
  expect(Math.abs(beyond(1.959964) - 0.05)).toBeLessThan(5 * Math.sqrt((0.05 * 0.95) / n));
  expect(Math.abs(beyond(3.290527) - 0.001)).toBeLessThan(5 * Math.sqrt(0.001 / n));
});

test('seeds and indices give unrelated vectors; a longer vector begins with the shorter', () => {
  const size = 20_000;
  const first = latentVector({ seed: 5, size });
  for (const other of [
    latentVector({ seed: 6, size }),
    latentVector({ seed: 5, index: 1, size }),
  ]) {
    const correlation = first.reduce((sum, x, i) => sum + x * (other[i] ?? 0), 0) / size;
    expect(Math.abs(correlation)).toBeLessThan(5 / Math.sqrt(size));
  }
  expect(latentVector({ seed: 5, size: 7 })).toEqual(first.slice(0, 7));
});

test('truncation scales', () => {
  const whole = latentVector({ seed: 3, size: 8 });
  const half = latentVector({ seed: 3, size: 8, truncation: 0.5 });
  expect(half).toEqual(whole.map((x) => x * 0.5));
  expect(latentVector({ seed: 3, size: 8, truncation: 0 }).every((x) => x === 0)).toBe(true);
});

test.each([
  [{ seed: -1, size: 4 }, 'expected seed to be an integer in [0, 4294967295], got -1'],
  [{ seed: 2 ** 32, size: 4 }, 'expected seed to be an integer in [0, 4294967295], got 4294967296'],
  [{ seed: 0, index: 0.5, size: 4 }, 'expected index to be an integer'],
  [{ seed: 0, size: 0 }, 'expected size to be a positive integer, got 0'],
  [{ seed: 0, size: 4, truncation: Number.NaN }, 'expected truncation in [0, 1], got NaN'],
  [{ seed: 0, size: 4, truncation: 1.5 }, 'expected truncation in [0, 1], got 1.5'],
])('refuses %j', (options, message) => {
  expect(() => latentVector(options)).toThrow(message);
});
