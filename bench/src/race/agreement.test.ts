import { expect, test } from 'vitest';
import { assertAgreement } from './agreement.ts';

const pixels = Float32Array.of(0.25, -0.5, 1);
const one = { engine: 'one', pixels };

test('the largest difference of any pair', () => {
  const two = { engine: 'two', pixels: pixels.map((value) => value + 5e-5) };
  const three = { engine: 'three', pixels: pixels.map((value) => value - 5e-5) };
  expect(assertAgreement([one, two, three])).toBeCloseTo(1e-4, 6);
});

test.each([
  ['another pixel', Float32Array.of(0.25, -0.5, 0.9995), /one and two.*at most 0\.0002/],
  ['one that is none', Float32Array.of(0.25, Number.NaN, 1), /NaN at 1/],
  ['fewer', Float32Array.of(0.25, -0.5), /3 and 2/],
])('refuses %s', (_, other, message) => {
  expect(() => assertAgreement([one, { engine: 'two', pixels: other }])).toThrow(message);
});
