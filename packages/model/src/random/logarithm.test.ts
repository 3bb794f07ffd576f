import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ln } from './logarithm.ts';

test('ln agrees with Math.log to 1e-12 over all positive doubles', () => {
  fc.assert(
    fc.property(fc.double({ min: 5e-324, max: 1.7e308, noNaN: true }), (x) => {
      const expected = Math.log(x);
      expect(Math.abs(ln(x) - expected)).toBeLessThanOrEqual(
        1e-12 * Math.max(1, Math.abs(expected)),
      );
    }),
    { numRuns: 2000 },
  );
});

test('ln agrees with Math.log to 4e-16 relative near 1 and at the edges of its ranges', () => {
  for (const x of [1 + 2 ** -52, 1 - 2 ** -53, 0.99, 1.01, Math.SQRT2, Math.SQRT1_2, 2, 1e300]) {
    expect(Math.abs(ln(x) / Math.log(x) - 1)).toBeLessThan(4.5e-16);
  }
  expect(ln(1)).toBe(0);
});

test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('ln refuses %d', (x) => {
  expect(() => ln(x)).toThrow(`expected a finite positive number, got ${x}`);
});
