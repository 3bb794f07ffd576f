import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exp } from './exponential.ts';
import { ln } from './logarithm.ts';

test('is the exponential, to the last bits', () => {
  fc.assert(
    fc.property(fc.double({ min: -708, max: 708, noNaN: true }), (x) => {
      expect(Math.abs(exp(x) / Math.exp(x) - 1)).toBeLessThan(4 * Number.EPSILON);
    }),
    { numRuns: 2_000 },
  );
});

test('undoes the logarithm', () => {
  for (const x of [1e-300, 0.5, 1, 3, 1e300]) expect(exp(ln(x)) / x).toBeCloseTo(1, 12);
  expect(exp(0)).toBe(1);
});

test.each([709, -709, Number.NaN, Number.POSITIVE_INFINITY])('%s is refused', (x) => {
  expect(() => exp(x)).toThrow(`expected a number in [-708, 708], got ${x}`);
});
