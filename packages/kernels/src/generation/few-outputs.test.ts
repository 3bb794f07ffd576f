/** The last layer: one to four channels, tanh, and the bytes of the image. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TestMemory } from '../test-memory.ts';
import { largestDifference } from './difference.fixture.ts';
import { instantiateGenerationKernels } from './generation-kernels.ts';
import { fewOutputsGeometry } from './geometry.fixture.ts';
import { imagesOf, kernelOf, placeFewOutputs } from './placed-convolution.fixture.ts';
import { convolve, type Geometry } from './reference/convolution.ts';
import { finish } from './reference/epilogue.ts';
import { levelOf } from './reference/pixels.ts';
import { placeRows, rowsOf } from './rows.fixture.ts';
import { PRODUCT_TOLERANCE, TANH_TOLERANCE } from './tolerances.fixture.ts';

const memory = new TestMemory('generation', instantiateGenerationKernels);

const linear = { fn: 'linear' } as const;
const cases = fc.record({
  geometry: fewOutputsGeometry,
  count: fc.integer({ min: 1, max: 9 }),
  bias: fc.boolean(),
  isTanh: fc.boolean(),
  seed: fc.nat({ max: 1_000_000 }),
});

function byteRegion({ rows, columns, filters }: Geometry, images: number) {
  return memory.region(images * rows.outSize * columns.outSize * filters);
}

test('computes the convolution and tanh, and the levels of just these values', () => {
  fc.assert(
    fc.property(cases, ({ geometry, count, bias, isTanh, seed }) => {
      memory.reset();
      const kernel = kernelOf(geometry, seed);
      const images = imagesOf(geometry, count, seed);
      const rows = rowsOf({ gain: false, bias }, geometry.filters, seed);
      const bytes = byteRegion(geometry, count);
      const layer = placeFewOutputs(memory, geometry, count, kernel);
      layer.write(images);
      expect(layer.run(count, placeRows(memory, rows, linear), isTanh, bytes.address)).toBe(true);
      const values = images.map((_, image) => layer.read(image));
      images.forEach((image, index) => {
        const products = convolve(image, kernel, geometry);
        const expected = finish(products, rows, isTanh ? { fn: 'tanh' } : linear);
        const sums = convolve(image.map(Math.abs), kernel.map(Math.abs), geometry);
        const sizes = { gains: rows.gains, biases: rows.biases.map(Math.abs) };
        const unit = Math.max(...finish(sums, sizes, linear));
        const allowed = PRODUCT_TOLERANCE * unit + (isTanh ? TANH_TOLERANCE : 0);
        expect(largestDifference(values[index] ?? [], expected)).toBeLessThanOrEqual(allowed);
      });
      expect([...memory.bytes(bytes)]).toEqual(values.flatMap((it) => [...it].map(levelOf)));
    }),
  );
});

test('gives an image the same bits in any batch, in any part of one, and again', () => {
  fc.assert(
    fc.property(cases, fc.nat(), ({ geometry, count, bias, isTanh, seed }, some) => {
      memory.reset();
      const kernel = kernelOf(geometry, seed);
      const images = imagesOf(geometry, count, seed);
      const epilogue = placeRows(
        memory,
        rowsOf({ gain: false, bias }, geometry.filters, seed),
        linear,
      );
      const one = placeFewOutputs(memory, geometry, 1, kernel);
      const alone = images.map((image) => {
        one.write([image]);
        one.run(1, epilogue, isTanh, 0);
        return one.read(0);
      });
      const many = placeFewOutputs(memory, geometry, count, kernel);
      for (const part of [count, 1 + (some % count), count]) {
        many.write(images);
        many.run(part, epilogue, isTanh, 0);
        const expected = alone.slice(0, part);
        expect(expected.map((_, image) => many.read(image))).toEqual(expected);
      }
    }),
  );
});

test('writes its weights and tables when prepared; output, scratch and bytes when run', () => {
  fc.assert(
    fc.property(cases, fc.nat(), ({ geometry, count, bias, isTanh, seed }, some) => {
      memory.reset();
      const rows = rowsOf({ gain: false, bias }, geometry.filters, seed);
      const layer = placeFewOutputs(memory, geometry, count, kernelOf(geometry, seed));
      expect(layer.preparingStrays).toEqual([]);
      const epilogue = placeRows(memory, rows, linear);
      const part = 1 + (some % count);
      const bytes = byteRegion(geometry, part);
      layer.write(imagesOf(geometry, count, seed));
      expect(layer.strays(() => layer.run(part, epilogue, isTanh, bytes.address), bytes)).toEqual(
        [],
      );
      expect(layer.strays(() => layer.run(part, epilogue, isTanh, 0))).toEqual([]);
    }),
  );
});

/** A 1 × 1 kernel of ones: what comes in goes out. */
function copyOf(values: readonly number[]) {
  memory.reset();
  const columns = { size: values.length, kernel: 1, stride: 1, before: 0, outSize: values.length };
  const rows = { ...columns, size: 1, outSize: 1 };
  const geometry = { transposed: false, rows, columns, channels: 1, filters: 1 };
  const layer = placeFewOutputs(memory, geometry, 1, new Float32Array([1]));
  const bytes = byteRegion(geometry, 1);
  layer.write([values]);
  const ones = placeRows(memory, rowsOf({ gain: false, bias: false }, 1, 1), linear);
  const allFinite = layer.run(1, ones, false, bytes.address);
  return { allFinite, bytes: [...memory.bytes(bytes)] };
}

test('rounds to the nearest of 256 levels, halves up, and stays among them', () => {
  const halves = Array.from({ length: 256 }, (_, level) => (level + 0.5) / 127.5 - 1);
  const around = halves.flatMap((half) => [half - 1e-6, half, half + 1e-6]);
  const values = [...around, -1, 0, 1, -1.5, 1.5, -3e9, 3e9].map(Math.fround);
  expect(copyOf(values).bytes).toEqual(values.map(levelOf));
  expect(copyOf([-1, 0, 1]).bytes).toEqual([0, 128, 255]);
});

test('says whether every value is finite', () => {
  expect(copyOf([1, -3e38, 0]).allFinite).toBe(true);
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
    expect(copyOf([0, value, 0]).allFinite).toBe(false);
  }
});
