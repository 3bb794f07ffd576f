/** What prepareWinograd makes of the weights, against Toom and Cook (`reference/toom-cook.ts`). */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TestMemory } from '../test-memory.ts';
import { instantiateGenerationKernels } from './generation-kernels.ts';
import { kernelOf, placeWinograd } from './placed-convolution.fixture.ts';
import type { Axis } from './reference/convolution.ts';
import { evaluateFilter } from './reference/toom-cook.ts';

/** A weight is computed in f64 and rounded once, so it is off by this part of itself and what f64 loses. */
const ROUNDING = 2 ** -24;
const F64_LOSS = 1e-14;

const memory = new TestMemory('generation', instantiateGenerationKernels);

const cases = fc.record({
  kernelHeight: fc.integer({ min: 1, max: 5 }),
  kernelWidth: fc.integer({ min: 1, max: 5 }),
  channels: fc.integer({ min: 1, max: 9 }),
  filters: fc.integer({ min: 1, max: 40 }),
  seed: fc.nat(),
});

function axisOf(kernel: number): Axis {
  return { size: 6, kernel, stride: 1, before: 0, outSize: 7 - kernel };
}

/** Of the six, ∞ gives the window's last tap: where the kernel ends before it, that point is left out. */
function pointsOf(kernel: number, window: number): number[] {
  return [0, 1, 2, 3, 4, 5].slice(0, kernel < window ? 5 : 6);
}

/** Blocks of sixteen filters one behind another, in them point by point panels `[channels, 8]`. */
function* packedOrder(rows: number[], columns: number[], channels: number, filters: number) {
  for (let block = 0; block < filters; block += 16) {
    for (const point of rows.flatMap((row) => columns.map((column) => ({ row, column })))) {
      for (let panel = block; panel < Math.min(block + 16, filters); panel += 8) {
        for (let channel = 0; channel < channels; channel++) {
          for (let lane = 0; lane < 8; lane++) yield { ...point, channel, filter: panel + lane };
        }
      }
    }
  }
}

test('every point has the weights of its panels and channels', () => {
  fc.assert(
    fc.property(cases, ({ kernelHeight, kernelWidth, channels, filters, seed }) => {
      memory.reset();
      const [rows, columns] = [axisOf(kernelHeight), axisOf(kernelWidth)];
      const geometry = { transposed: false, rows, columns, channels, filters };
      const kernel = kernelOf(geometry, seed);
      const window = Math.max(kernelHeight, kernelWidth) <= 3 ? 3 : 5;
      const line = Array.from({ length: window }, (_, tap) => tap);
      const tapOf = (row: number, column: number, at: number) =>
        row < kernelHeight && column < kernelWidth
          ? (kernel[(row * kernelWidth + column) * channels * filters + at] ?? Number.NaN)
          : 0;
      const transformed = Array.from({ length: channels * filters }, (_, at) =>
        evaluateFilter(line.map((row) => line.map((column) => tapOf(row, column, at)))),
      );
      const points = [pointsOf(kernelHeight, window), pointsOf(kernelWidth, window)] as const;
      const expected = Array.from(
        packedOrder(...points, channels, filters),
        ({ row, column, channel, filter }) =>
          filter < filters ? transformed[channel * filters + filter]?.[row]?.[column] : 0,
      );
      const { weights } = placeWinograd(memory, geometry, 1, kernel).parts;
      const packed = memory.read(weights.address, weights.sizeBytes / 4);
      expect(packed.length).toBe(expected.length);
      const excess = packed.map((value, at) => {
        const wanted = expected[at] ?? Number.NaN;
        return Math.abs(value - wanted) / (ROUNDING * Math.abs(wanted) + F64_LOSS);
      });
      expect(excess.reduce((a, b) => Math.max(a, b), 0)).toBeLessThanOrEqual(1);
    }),
    { numRuns: 50 },
  );
});
