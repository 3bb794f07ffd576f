import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inverseNormal, uniformFromWords } from './gaussian.ts';

/** Python's `statistics.NormalDist().inv_cdf`, one value or more in each of AS 241's ranges. */
const REFERENCE: readonly (readonly [number, number])[] = [
  [1e-300, -37.0470962993612],
  [2 ** -53, -8.209536151601386],
  [1e-12, -7.034483825301132],
  [1.4e-11, -6.656723091518184],
  [1e-5, -4.2648907939228256],
  [0.001, -3.090232306167813],
  [0.0749, -1.4402382675279632],
  [0.075, -1.4395314709384557],
  [0.0751, -1.4388253927525398],
  [0.2, -0.8416212335729142],
  [0.3, -0.5244005127080407],
  [0.5, 0],
  [0.7, 0.5244005127080407],
  [0.925, 1.439531470938456],
  [0.99, 2.3263478740408408],
  [0.9999999, 5.199337582290662],
  [1 - 2 ** -53, 8.209536151601386],
];

test.each(REFERENCE)('inverseNormal(%d) is %d', (probability, expected) => {
  expect(Math.abs(inverseNormal(probability) - expected)).toBeLessThanOrEqual(
    2e-15 * Math.max(1, Math.abs(expected)),
  );
});

test('inverseNormal is odd about ½ and rises', () => {
  const word = fc.integer({ min: 0, max: 0xffffffff });
  fc.assert(
    fc.property(word, word, word, word, (high, low, otherHigh, otherLow) => {
      const a = uniformFromWords(high, low);
      const b = uniformFromWords(otherHigh, otherLow);
      expect(inverseNormal(1 - a)).toBe(0 - inverseNormal(a));
      if (a < b) expect(inverseNormal(a)).toBeLessThanOrEqual(inverseNormal(b));
    }),
  );
});

test('uniforms reach close to 0 and 1 but never either', () => {
  expect(uniformFromWords(0, 0)).toBe(2 ** -53);
  expect(uniformFromWords(0xffffffff, 0xffffffff)).toBe(1 - 2 ** -53);
});

test.each([0, 1, -0.1, Number.NaN])('inverseNormal refuses %d', (probability) => {
  expect(() => inverseNormal(probability)).toThrow('expected a probability in (0, 1)');
});
