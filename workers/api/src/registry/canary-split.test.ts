import { describe, expect, test } from 'vitest';
import { isInCanary } from './canary-split.ts';

const callers = Array.from({ length: 10_000 }, (_, i) => `key${i}`);
const digest = 'a'.repeat(64);
const chosen = (percent: number, of = digest, alias = 'model latest') =>
  new Set(callers.filter((it) => isInCanary({ digest: of, percent }, alias, it)));

describe('a split', () => {
  // Four standard deviations of a binomial distribution.
  test.each([1, 10, 50, 90, 99])('of %i percent has as many callers', (percent) => {
    const deviation = Math.sqrt((callers.length * percent * (100 - percent)) / 10_000);
    const expected = (callers.length * percent) / 100;
    expect(Math.abs(chosen(percent).size - expected)).toBeLessThan(4 * deviation);
  });

  test('keeps its callers when it grows', () => {
    const many = chosen(50);
    for (const caller of chosen(10)) expect(many.has(caller)).toBe(true);
  });

  test.each([
    ['canary', chosen(50, 'b'.repeat(64))],
    ['alias', chosen(50, digest, 'model stable')],
  ])('takes others for another %s', (_, others) => {
    const both = [...chosen(50)].filter((it) => others.has(it));
    expect(both.length / callers.length).toBeCloseTo(0.25, 1);
  });
});
