/** Tolerance as for products: up to 25 taps of up to 12 channels are summed in f32. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { relativeError, sample, TestMemory } from '../test-memory.ts';
import { convolve, forEachTap, type Geometry } from './reference/convolution.ts';
import { instantiateTrainingKernels } from './training-kernels.ts';

const tolerance = 1e-5;
const memory = new TestMemory('training', instantiateTrainingKernels);
const { kernels } = memory;

const geometries: fc.Arbitrary<Geometry> = fc
  .record({
    batch: fc.integer({ min: 1, max: 3 }),
    height: fc.integer({ min: 5, max: 9 }),
    width: fc.integer({ min: 5, max: 9 }),
    input: fc.integer({ min: 1, max: 12 }),
    output: fc.integer({ min: 1, max: 12 }),
    kernel: fc.integer({ min: 1, max: 5 }),
    stride: fc.integer({ min: 1, max: 3 }),
    padding: fc.integer({ min: 0, max: 2 }),
  })
  .map((it) => ({
    ...it,
    // As with `same`: outputs may reach past the end, by fewer rows than the kernel has.
    outHeight: Math.max(1, Math.ceil((it.height - it.padding) / it.stride)),
    outWidth: Math.max(1, Math.ceil((it.width - it.padding) / it.stride)),
  }));

function forwardPointers(it: Geometry, image: number, group: number): number {
  const taps = it.kernel * it.kernel;
  const rows = it.batch * it.outHeight * it.outWidth;
  const zeros = memory.floats(new Float32Array(it.input));
  const pointers = memory.space((rows + group) * taps);
  kernels.convolutionPointers(
    pointers,
    image,
    zeros,
    0,
    rows,
    group,
    it.height,
    it.width,
    it.input,
    it.outHeight,
    it.outWidth,
    it.stride,
    it.stride,
    -it.padding,
    -it.padding,
    it.kernel,
    it.kernel,
    1,
    1,
  );
  return pointers;
}

test('pointer tables turn indirectGemm into a convolution', () => {
  fc.assert(
    fc.property(geometries, (it) => {
      memory.reset();
      const taps = it.kernel * it.kernel;
      const rows = it.batch * it.outHeight * it.outWidth;
      const image = sample(it.batch * it.height * it.width * it.input, 1);
      const filter = sample(taps * it.input * it.output, 2);
      const depth = taps * it.input;
      const panels = memory.space(Math.ceil(it.output / 8) * 8 * depth);
      const weights = memory.floats(filter);
      kernels.packPanels(panels, depth, 0, weights, depth, it.output, it.output * 4, 4);
      const pointers = forwardPointers(it, memory.floats(image), 5);
      const out = memory.space(rows * it.output);
      const outputs = memory.space(rows);
      kernels.rowPointers(outputs, out, rows, it.output * 4, 1);
      kernels.indirectGemm(pointers, panels, outputs, rows, it.output, taps, it.input);
      const actual = memory.read(out, rows * it.output);
      expect(relativeError(actual, convolve(image, filter, it))).toBeLessThan(tolerance);
    }),
  );
});

test('gatherRuns lays the pixels of each output behind one another', () => {
  fc.assert(
    fc.property(geometries, (it) => {
      memory.reset();
      const taps = it.kernel * it.kernel;
      const rows = it.batch * it.outHeight * it.outWidth;
      const image = sample(it.batch * it.height * it.width * it.input, 1);
      const pointers = forwardPointers(it, memory.floats(image), 1);
      const gathered = memory.space(rows * taps * it.input);
      kernels.gatherRuns(pointers, gathered, rows * taps, it.input);
      const expected = new Array<number>(rows * taps * it.input).fill(0);
      forEachTap(it, (pixel, tap, target) => {
        for (let c = 0; c < it.input; c++) {
          expected[(target * taps + tap) * it.input + c] =
            image[pixel * it.input + c] ?? Number.NaN;
        }
      });
      expect(memory.read(gathered, expected.length)).toEqual(expected);
    }),
    { numRuns: 50 },
  );
});

test('pixelPointers and addressTable count as they should', () => {
  const pointers = memory.space(8);
  // A 4 × 6 image of 2 channels, every second pixel from row 1 and column 0 on, starting at the third.
  kernels.pixelPointers(pointers, 1000, 2, 6, 4, 6, 2, 2, 3, 2, 2, 1, 0);
  const pixels = memory.readPointers(pointers, 6).map((address) => (address - 1000) / 8);
  expect(pixels).toEqual([10, 18, 20, 22, 30, 32]);

  const table = memory.pointers([0, 0, 0, 0, 0, 0]);
  kernels.addressTable(table + 4, 8, 3, 500, 16);
  expect(memory.readPointers(table, 6)).toEqual([0, 500, 0, 516, 0, 532]);
});
