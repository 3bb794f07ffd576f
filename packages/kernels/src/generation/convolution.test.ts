/**
 * Both algorithms for convolutions against the definition (`reference/convolution.ts`), and what has to
 * hold to the bit: an image is the same in every batch and every time, and nothing else is touched.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TestMemory } from '../test-memory.ts';
import { largestDifference } from './difference.fixture.ts';
import { instantiateGenerationKernels } from './generation-kernels.ts';
import { anyGeometry, winogradGeometry } from './geometry.fixture.ts';
import { imagesOf, kernelOf, placeDirect, placeWinograd } from './placed-convolution.fixture.ts';
import { convolve } from './reference/convolution.ts';
import { finish } from './reference/epilogue.ts';
import { anyActivation, anyRows, placeRows, rowsOf } from './rows.fixture.ts';
import { PRODUCT_TOLERANCE, TANH_TOLERANCE, WINOGRAD_TOLERANCE } from './tolerances.fixture.ts';

const memory = new TestMemory('generation', instantiateGenerationKernels);
const { kernels } = memory;

const algorithms = [
  { name: 'direct', geometries: anyGeometry, place: placeDirect, tolerance: PRODUCT_TOLERANCE },
  {
    name: 'winograd',
    geometries: winogradGeometry,
    place: placeWinograd,
    tolerance: WINOGRAD_TOLERANCE,
  },
];

describe.each(algorithms)('$name', ({ geometries, place, tolerance }) => {
  const cases = fc.record({
    geometry: geometries,
    count: fc.integer({ min: 1, max: 9 }),
    has: anyRows,
    activation: anyActivation,
    seed: fc.nat({ max: 1_000_000 }),
  });

  test('computes what a convolution is defined to be, and what follows it', () => {
    fc.assert(
      fc.property(cases, ({ geometry, count, has, activation, seed }) => {
        memory.reset();
        const kernel = kernelOf(geometry, seed);
        const images = imagesOf(geometry, count, seed);
        const rows = rowsOf(has, geometry.filters, seed);
        const layer = place(memory, geometry, count, kernel);
        layer.write(images);
        layer.run(count, placeRows(memory, rows, activation));
        const { address, sizeBytes } = layer.parts.output;
        if (activation.fn === 'tanh') kernels.tanhValues(address, address, sizeBytes);
        images.forEach((image, index) => {
          const expected = finish(convolve(image, kernel, geometry), rows, activation);
          const sums = convolve(image.map(Math.abs), kernel.map(Math.abs), geometry);
          const sizes = { gains: rows.gains.map(Math.abs), biases: rows.biases.map(Math.abs) };
          const unit = Math.max(...finish(sums, sizes, { fn: 'linear' }));
          const allowed = tolerance * unit + (activation.fn === 'tanh' ? TANH_TOLERANCE : 0);
          expect(largestDifference(layer.read(index), expected)).toBeLessThanOrEqual(allowed);
        });
      }),
      { numRuns: 300 },
    );
  });

  test('gives an image the same bits in any batch, in any part of one, and again', () => {
    fc.assert(
      fc.property(cases, fc.nat(), ({ geometry, count, has, activation, seed }, some) => {
        memory.reset();
        const kernel = kernelOf(geometry, seed);
        const images = imagesOf(geometry, count, seed);
        const epilogue = placeRows(memory, rowsOf(has, geometry.filters, seed), activation);
        const one = place(memory, geometry, 1, kernel);
        const alone = images.map((image) => {
          one.write([image]);
          one.run(1, epilogue);
          return one.read(0);
        });
        const many = place(memory, geometry, count, kernel);
        for (const part of [count, 1 + (some % count), count]) {
          many.write(images);
          many.run(part, epilogue);
          expect(alone.slice(0, part).map((_, image) => many.read(image))).toEqual(
            alone.slice(0, part),
          );
        }
      }),
    );
  });

  test('writes its weights and tables when prepared, its output and scratch when run', () => {
    fc.assert(
      fc.property(cases, fc.nat(), ({ geometry, count, has, activation, seed }, some) => {
        memory.reset();
        const layer = place(memory, geometry, count, kernelOf(geometry, seed));
        expect(layer.preparingStrays).toEqual([]);
        const epilogue = placeRows(memory, rowsOf(has, geometry.filters, seed), activation);
        layer.write(imagesOf(geometry, count, seed));
        expect(layer.strays(() => layer.run(1 + (some % count), epilogue))).toEqual([]);
      }),
    );
  });
});
