/** The hyperbolic tangent against V8's in f64, over a fine sweep of all floats there are. */
import { expect, test } from 'vitest';
import { TestMemory } from '../test-memory.ts';
import { largestDifference } from './difference.fixture.ts';
import { instantiateGenerationKernels } from './generation-kernels.ts';
import { TANH_TOLERANCE } from './tolerances.fixture.ts';

/** Every so many-th bit pattern: a prime, so that fractions of all kinds are met. 2 million values. */
const STEP = 1009;
const INFINITY_BITS = 0x7f80_0000;
/** Roundings put some neighbours in the wrong order, by 4.5e-8 at most over every f32 there is. */
const MONOTONE_TOLERANCE = 4.5e-8;
/** From here on 1 is the nearest float. */
const SATURATION = 9.02;

const memory = new TestMemory('generation', instantiateGenerationKernels);
const positive = new Float32Array(
  Uint32Array.from({ length: Math.ceil(INFINITY_BITS / STEP) }, (_, index) => index * STEP).buffer,
);
const tangents = tanhOf(positive);
/** Without a gap, from 0.11 on: the worst neighbours are among them. */
const neighbours = new Float32Array(
  Uint32Array.from({ length: 400_000 }, (_, index) => bitsOf(0.11) + index).buffer,
);

function bitsOf(value: number): number {
  return new Uint32Array(Float32Array.of(value).buffer)[0] ?? 0;
}

function tanhOf(values: Float32Array): Float32Array {
  memory.reset();
  const address = memory.floats(values);
  memory.kernels.tanhValues(address, address, 4 * values.length);
  return Float32Array.from(memory.read(address, values.length));
}

test('stays near the true value', () => {
  expect(largestDifference(tangents, Float64Array.from(positive, Math.tanh))).toBeLessThanOrEqual(
    TANH_TOLERANCE,
  );
});

test('is odd to the bit', () => {
  const negative = tanhOf(positive.map((value) => -value));
  const [actual, expected] = [negative, tangents.map((it) => -it)].map(({ buffer }) =>
    Buffer.from(buffer),
  );
  expect(actual?.compare(expected ?? Buffer.alloc(0))).toBe(0);
});

test('grows with its argument, from 0 to 1', () => {
  for (const values of [tangents, tanhOf(neighbours)]) {
    const drops = values.map((value, index) => (values[index - 1] ?? 0) - value);
    expect(drops.reduce((a, b) => Math.max(a, b), 0)).toBeLessThanOrEqual(MONOTONE_TOLERANCE);
  }
  const saturated = tangents.filter((_, index) => (positive[index] ?? 0) >= SATURATION);
  expect(new Set(saturated)).toEqual(new Set([1]));
  expect([...tanhOf(new Float32Array([0, -0, 1e-45, -1e-45]))]).toEqual([0, -0, 0, -0]);
});

test('keeps infinity within bounds and what is not a number apart', () => {
  const { POSITIVE_INFINITY, NEGATIVE_INFINITY, NaN: none } = Number;
  const values = new Float32Array([POSITIVE_INFINITY, NEGATIVE_INFINITY, none, -3.4e38]);
  expect([...tanhOf(values)]).toEqual([1, -1, none, -1]);
});
