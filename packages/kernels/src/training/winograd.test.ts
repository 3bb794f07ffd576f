/**
 * One tile through the transforms against the convolution's definition. The points up to ±2 multiply
 * rounding errors by some tens, so the tolerance is 2e-5 of the largest value.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { relativeError, sample, TestMemory } from '../test-memory.ts';
import { instantiateTrainingKernels } from './training-kernels.ts';

const tolerance = 2e-5;
const memory = new TestMemory('training', instantiateTrainingKernels);
const { kernels } = memory;
const kinds = { input: 0, filter: 1, output: 2, spread: 3, collect: 4 } as const;

/** Transforms `count` tiles of `side × side` positions, each a row of `channels`, to the other side. */
function transform(
  kind: keyof typeof kinds,
  points: number,
  values: ArrayLike<number>,
  channels: number,
): number[] {
  const taps = points - 3;
  const [from, to] = {
    input: [points, points],
    filter: [taps, points],
    output: [points, 4],
    spread: [4, points],
    collect: [points, taps],
  }[kind] as [number, number];
  const count = values.length / (from * from * channels);
  const source = memory.floats(values);
  const target = memory.space(count * to * to * channels);
  const rows = (address: number, positions: number) => {
    const table = memory.space(positions);
    kernels.rowPointers(table, address, positions, channels * 4, 1);
    return table;
  };
  const sources = rows(source, count * from * from);
  const targets = rows(target, count * to * to);
  const scratch = memory.space(36 * (channels + 1));
  kernels.winogradTransform(
    kinds[kind],
    points,
    sources,
    targets,
    count,
    channels * 4,
    32,
    scratch,
  );
  return memory.read(target, count * to * to * channels);
}

const cases = fc.record({
  points: fc.constantFrom(5, 6),
  channels: fc.constantFrom(4, 8, 12, 20),
  tiles: fc.integer({ min: 1, max: 5 }),
});

function product(left: number[], right: number[]): number[] {
  return left.map((value, index) => Math.fround(value * (right[index] ?? Number.NaN)));
}

/** Sum over a tile's outputs and taps of what `visit` is told. */
function eachTap(
  taps: number,
  tiles: number,
  visit: (output: number, tap: number, input: number, tile: number) => void,
): void {
  const points = taps + 3;
  for (let tile = 0; tile < tiles; tile++) {
    for (let output = 0; output < 16; output++) {
      for (let tap = 0; tap < taps * taps; tap++) {
        const y = Math.floor(output / 4) + Math.floor(tap / taps);
        const x = (output % 4) + (tap % taps);
        visit(tile * 16 + output, tap, tile * points * points + y * points + x, tile);
      }
    }
  }
}

test('input, filter and output make a convolution, channel by channel', () => {
  fc.assert(
    fc.property(cases, ({ points, channels, tiles }) => {
      memory.reset();
      const taps = points - 3;
      const image = sample(tiles * points * points * channels, 1);
      const filter = sample(taps * taps * channels, 2);
      const expected = new Array<number>(tiles * 16 * channels).fill(0);
      eachTap(taps, tiles, (output, tap, input) => {
        for (let c = 0; c < channels; c++) {
          const value = (image[input * channels + c] ?? 0) * (filter[tap * channels + c] ?? 0);
          expected[output * channels + c] = (expected[output * channels + c] ?? 0) + value;
        }
      });
      const weights = transform('filter', points, filter, channels);
      const repeated = Array.from({ length: tiles }, () => weights).flat();
      const products = product(transform('input', points, image, channels), repeated);
      const actual = transform('output', points, products, channels);
      expect(relativeError(actual, expected)).toBeLessThan(tolerance);
    }),
  );
});

test("input, spread and collect make the filter's gradient, channel by channel", () => {
  fc.assert(
    fc.property(cases, ({ points, channels, tiles }) => {
      memory.reset();
      const taps = points - 3;
      const image = sample(tiles * points * points * channels, 1);
      const dy = sample(tiles * 16 * channels, 2);
      const expected = new Array<number>(tiles * taps * taps * channels).fill(0);
      eachTap(taps, tiles, (output, tap, input, tile) => {
        for (let c = 0; c < channels; c++) {
          const at = (tile * taps * taps + tap) * channels + c;
          const value = (image[input * channels + c] ?? 0) * (dy[output * channels + c] ?? 0);
          expected[at] = (expected[at] ?? 0) + value;
        }
      });
      const frequencies = transform('input', points, image, channels);
      const products = product(frequencies, transform('spread', points, dy, channels));
      const actual = transform('collect', points, products, channels);
      expect(relativeError(actual, expected)).toBeLessThan(tolerance);
    }),
  );
});
