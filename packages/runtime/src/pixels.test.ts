import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EngineError } from './engine-error.ts';
import { fromBytes, toBytes } from './pixels.ts';

test('the ends, the middle, ties upwards, and clamping', () => {
  const half = 0.5 / 127.5;
  const values = Float32Array.of(-1, 1, 0, -2, 3, -1 + half * 1.01, -1 + half * 0.99);
  expect([...toBytes(values)]).toEqual([0, 255, 128, 0, 255, 1, 0]);
});

test('every byte survives the way there and back', () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  expect(toBytes(fromBytes(bytes))).toEqual(bytes);
});

test('bytes are the nearest to their values', () => {
  fc.assert(
    fc.property(fc.float({ min: -1, max: 1, noNaN: true }), (value) => {
      const [byte = Number.NaN] = toBytes(Float32Array.of(value));
      expect(Math.abs(byte - (value + 1) * 127.5)).toBeLessThanOrEqual(0.5);
    }),
  );
});

test.each([
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
])('%d never leaves', (bad) => {
  const attempt = () => toBytes(Float32Array.of(0, bad));
  expect(attempt).toThrow(EngineError);
  expect(attempt).toThrow(`expected finite values, got ${bad} at 1`);
});
