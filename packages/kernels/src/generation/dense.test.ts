/** The product of vectors and a matrix, by the row for one image and by groups of rows for several. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sample, TestMemory } from '../test-memory.ts';
import { largestDifference } from './difference.fixture.ts';
import { instantiateGenerationKernels } from './generation-kernels.ts';
import { placeDense } from './placed-dense.fixture.ts';
import { multiply } from './reference/dense.ts';
import { finish } from './reference/epilogue.ts';
import { anyActivation, anyRows, placeRows, rowsOf } from './rows.fixture.ts';
import { PRODUCT_TOLERANCE, TANH_TOLERANCE } from './tolerances.fixture.ts';

const memory = new TestMemory('generation', instantiateGenerationKernels);
const { kernels } = memory;

const cases = fc.record({
  inputs: fc.integer({ min: 1, max: 40 }),
  units: fc.integer({ min: 1, max: 75 }), // Four panels at a time, and what is left of them.
  count: fc.integer({ min: 1, max: 9 }),
  has: anyRows,
  activation: anyActivation,
  seed: fc.nat({ max: 1_000_000 }),
});

function vectorsOf(inputs: number, count: number, seed: number): Float32Array[] {
  return Array.from({ length: count }, (_, image) => sample(inputs, seed + 10 + image));
}

test('multiplies, and does what follows', () => {
  fc.assert(
    fc.property(cases, ({ inputs, units, count, has, activation, seed }) => {
      memory.reset();
      const kernel = sample(inputs * units, seed);
      const vectors = vectorsOf(inputs, count, seed);
      const rows = rowsOf(has, units, seed);
      const layer = placeDense(memory, inputs, count, kernel);
      layer.write(vectors);
      layer.run(count, placeRows(memory, rows, activation));
      const { address, sizeBytes } = layer.parts.output;
      if (activation.fn === 'tanh') kernels.tanhValues(address, address, sizeBytes);
      vectors.forEach((vector, image) => {
        const expected = finish(multiply(vector, kernel), rows, activation);
        const sums = multiply(vector.map(Math.abs), kernel.map(Math.abs));
        const sizes = { gains: rows.gains.map(Math.abs), biases: rows.biases.map(Math.abs) };
        const unit = Math.max(...finish(sums, sizes, { fn: 'linear' }));
        const allowed = PRODUCT_TOLERANCE * unit + (activation.fn === 'tanh' ? TANH_TOLERANCE : 0);
        expect(largestDifference(layer.read(image), expected)).toBeLessThanOrEqual(allowed);
      });
    }),
  );
});

test('gives an image the same bits in any batch, in any part of one, and again', () => {
  fc.assert(
    fc.property(cases, fc.nat(), ({ inputs, units, count, has, activation, seed }, some) => {
      memory.reset();
      const kernel = sample(inputs * units, seed);
      const vectors = vectorsOf(inputs, count, seed);
      const epilogue = placeRows(memory, rowsOf(has, units, seed), activation);
      const one = placeDense(memory, inputs, 1, kernel);
      const alone = vectors.map((vector) => {
        one.write([vector]);
        one.run(1, epilogue);
        return one.read(0);
      });
      const many = placeDense(memory, inputs, count, kernel);
      for (const part of [count, 1 + (some % count), count]) {
        many.write(vectors);
        many.run(part, epilogue);
        const expected = alone.slice(0, part);
        expect(expected.map((_, image) => many.read(image))).toEqual(expected);
      }
    }),
  );
});

test('writes its weights and tables when prepared, its output when run', () => {
  fc.assert(
    fc.property(cases, fc.nat(), ({ inputs, units, count, has, activation, seed }, some) => {
      memory.reset();
      const layer = placeDense(memory, inputs, count, sample(inputs * units, seed));
      expect(layer.preparingStrays).toEqual([]);
      const epilogue = placeRows(memory, rowsOf(has, units, seed), activation);
      layer.write(vectorsOf(inputs, count, seed));
      expect(layer.strays(() => layer.run(1 + (some % count), epilogue))).toEqual([]);
    }),
  );
});
