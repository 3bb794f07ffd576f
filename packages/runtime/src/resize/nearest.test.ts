import { expect, test } from 'vitest';
import { enlarge } from './nearest.ts';

test('every pixel becomes a block of itself', () => {
  const two = { pixels: Uint8Array.of(1, 2, 3, 4, 5, 6), height: 1, width: 2, channels: 3 };
  expect(enlarge(two, 2)).toEqual({
    pixels: Uint8Array.of(
      ...[1, 2, 3, 1, 2, 3, 4, 5, 6, 4, 5, 6],
      ...[1, 2, 3, 1, 2, 3, 4, 5, 6, 4, 5, 6],
    ),
    ...{ height: 2, width: 4, channels: 3 },
  });
  expect(enlarge(two, 1)).toEqual(two);
});

test.each([0, 1.5, -1, Number.NaN])('refuses the factor %s', (factor) => {
  const one = { pixels: Uint8Array.of(1), height: 1, width: 1, channels: 1 };
  expect(() => enlarge(one, factor)).toThrow(
    `expected a whole factor of at least 1, got ${factor}`,
  );
});
