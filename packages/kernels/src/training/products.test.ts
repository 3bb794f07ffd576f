/**
 * Tolerance: sums of at most some hundred f32 products of values below 1, so errors stay below
 * 1e-5 of the largest result.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { relativeError, sample, TestMemory } from '../test-memory.ts';
import { at, type Matrix, multiply, transpose } from './reference/products.ts';
import { instantiateTrainingKernels } from './training-kernels.ts';

const tolerance = 1e-5;
const memory = new TestMemory('training', instantiateTrainingKernels);
const { kernels } = memory;

const sizes = fc.record({
  rows: fc.integer({ min: 1, max: 200 }),
  depth: fc.integer({ min: 1, max: 40 }),
  columns: fc.integer({ min: 1, max: 30 }),
});

function matrix(rows: number, columns: number, seed: number): Matrix {
  return { rows, columns, values: sample(rows * columns, seed) };
}

function panelsOf(right: Matrix): number {
  const panels = memory.space(Math.ceil(right.columns / 8) * 8 * right.rows);
  const source = memory.floats(right.values);
  kernels.packPanels(
    panels,
    right.rows,
    0,
    source,
    right.rows,
    right.columns,
    right.columns * 4,
    4,
  );
  return panels;
}

function rowTable(address: number, rows: number, columns: number, group: number): number {
  const table = memory.space(rows + group);
  kernels.rowPointers(table, address, rows, columns * 4, group);
  return table;
}

test('indirectGemm and indirectDot multiply', () => {
  fc.assert(
    fc.property(sizes, ({ rows, depth, columns }) => {
      memory.reset();
      const [left, right] = [matrix(rows, depth, 1), matrix(depth, columns, 2)];
      const expected = multiply(left, right).values;
      const pointers = rowTable(memory.floats(left.values), rows, depth, 5);
      const out = memory.space(rows * columns);
      const outputs = rowTable(out, rows, columns, 1);
      kernels.indirectGemm(pointers, panelsOf(right), outputs, rows, columns, 1, depth);
      expect(relativeError(memory.read(out, rows * columns), expected)).toBeLessThan(tolerance);

      const packed = memory.space(columns * depth);
      const source = memory.floats(right.values);
      kernels.packColumns(packed, depth * 4, source, depth, columns, columns * 4, 4);
      const dots = memory.space(rows * columns);
      const dotOutputs = rowTable(dots, rows, columns, 1);
      kernels.indirectDot(pointers, packed, dotOutputs, rows, columns, 1, depth);
      expect(relativeError(memory.read(dots, rows * columns), expected)).toBeLessThan(tolerance);
    }),
  );
});

test('outerGemm and outerFewColumns add the transposed product', () => {
  fc.assert(
    fc.property(sizes, ({ rows, depth, columns }) => {
      memory.reset();
      const [left, right] = [matrix(rows, depth, 1), matrix(rows, columns, 2)];
      const start = sample(depth * columns, 3);
      const product = multiply(transpose(left), right).values;
      const expected = Array.from(start, (value, index) => value + (product[index] ?? Number.NaN));
      const pointers = rowTable(memory.floats(left.values), rows, depth, 1);
      const out = memory.floats(start);
      kernels.outerGemm(pointers, panelsOf(right), out, rows, columns, 1, depth);
      expect(relativeError(memory.read(out, start.length), expected)).toBeLessThan(tolerance);

      const few = memory.floats(start);
      const source = memory.floats(right.values);
      kernels.outerFewColumns(pointers, source, few, rows, columns, 1, depth);
      expect(relativeError(memory.read(few, start.length), expected)).toBeLessThan(tolerance);
    }),
  );
});

test('nothing is written beside the result', () => {
  fc.assert(
    fc.property(sizes, ({ rows, depth, columns }) => {
      memory.reset();
      const [left, right] = [matrix(rows, depth, 1), matrix(depth, columns, 2)];
      const pointers = rowTable(memory.floats(left.values), rows, depth, 5);
      const panels = panelsOf(right);
      const guarded = memory.floats(new Float32Array(rows * columns + 32).fill(7));
      const outputs = rowTable(guarded + 64, rows, columns, 1);
      kernels.indirectGemm(pointers, panels, outputs, rows, columns, 1, depth);
      expect(memory.read(guarded, 16)).toEqual(new Array(16).fill(7));
      expect(memory.read(guarded + 64 + rows * columns * 4, 16)).toEqual(new Array(16).fill(7));
    }),
    { numRuns: 30 },
  );
});

test('panels and columns of a transposed matrix', () => {
  fc.assert(
    fc.property(sizes, ({ depth, columns }) => {
      memory.reset();
      const source = matrix(columns, depth, 4); // Its transpose is packed.
      const address = memory.floats(source.values);
      const count = Math.ceil(columns / 8) * 8 * depth;
      const panels = memory.space(count);
      kernels.packPanels(panels, depth, 0, address, depth, columns, 4, depth * 4);
      const expected = Array.from({ length: count }, (_, index) => {
        const row = Math.floor(index / 8) % depth;
        const column = Math.floor(index / (8 * depth)) * 8 + (index % 8);
        return column < columns ? at(source, column, row) : 0;
      });
      expect(memory.read(panels, count)).toEqual(expected);

      const packed = memory.space(columns * depth);
      kernels.packColumns(packed, depth * 4, address, depth, columns, 4, depth * 4);
      expect(memory.read(packed, columns * depth)).toEqual([...sample(columns * depth, 4)]);
    }),
    { numRuns: 50 },
  );
});
