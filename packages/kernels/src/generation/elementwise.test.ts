/** What stands between the products: scaling by channel with LeakyReLU, sums, tanh; also in place. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sample, TestMemory } from '../test-memory.ts';
import { pitchOf } from './convolution.ts';
import { largestDifference } from './difference.fixture.ts';
import { instantiateGenerationKernels } from './generation-kernels.ts';
import { finish } from './reference/epilogue.ts';
import { anyActivation, anyRows, placeRows, rowsOf } from './rows.fixture.ts';
import { EPILOGUE_TOLERANCE, TANH_TOLERANCE } from './tolerances.fixture.ts';

const memory = new TestMemory('generation', instantiateGenerationKernels);
const { kernels } = memory;

test('scaleShift is the gain, the bias and the activation of every channel', () => {
  const cases = fc.record({
    pixels: fc.integer({ min: 1, max: 30 }),
    panels: fc.integer({ min: 1, max: 4 }),
    has: anyRows,
    activation: anyActivation.filter(({ fn }) => fn !== 'tanh'),
    inPlace: fc.boolean(),
    seed: fc.nat({ max: 1_000_000 }),
  });
  fc.assert(
    fc.property(cases, ({ pixels, panels, has, activation, inPlace, seed }) => {
      memory.reset();
      const channels = 8 * panels;
      const values = sample(pixels * channels, seed);
      const rows = rowsOf(has, channels, seed);
      const x = memory.floats(values);
      const y = inPlace ? x : memory.space(values.length);
      const { gains, biases, slope } = placeRows(memory, rows, activation);
      const written = { address: y, sizeBytes: 4 * values.length };
      const strays = memory.strays(() => {
        kernels.scaleShift(x, y, pixels, panels, gains, biases, slope);
      }, [written]);
      expect(strays).toEqual([]);
      const expected = finish(values, rows, activation);
      const sizes = { gains: rows.gains.map(Math.abs), biases: rows.biases.map(Math.abs) };
      const allowed = finish(values.map(Math.abs), sizes, { fn: 'linear' });
      const excess = memory
        .read(y, values.length)
        .map((it, i) => Math.abs(it - (expected[i] ?? Number.NaN)) / (allowed[i] ?? Number.NaN));
      expect(Math.max(...excess)).toBeLessThanOrEqual(EPILOGUE_TOLERANCE);
    }),
  );
});

test('addValues rounds each sum once', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 99 }),
      fc.boolean(),
      fc.nat(),
      (length, inPlace, seed) => {
        memory.reset();
        const pitch = pitchOf(length);
        const [a, b] = [sample(pitch, seed), sample(pitch, seed + 1)];
        const [left, right] = [memory.floats(a), memory.floats(b)];
        const y = inPlace ? left : memory.space(pitch);
        const strays = memory.strays(() => {
          kernels.addValues(left, right, y, 4 * pitch);
        }, [{ address: y, sizeBytes: 4 * pitch }]);
        expect(strays).toEqual([]);
        const sums = Array.from(a, (value, index) => Math.fround(value + (b[index] ?? Number.NaN)));
        expect(memory.read(y, pitch)).toEqual(sums);
      },
    ),
  );
});

test('tanhValues writes its output alone', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 99 }),
      fc.boolean(),
      fc.nat(),
      (length, inPlace, seed) => {
        memory.reset();
        const pitch = pitchOf(length);
        const values = sample(pitch, seed);
        const x = memory.floats(values);
        const y = inPlace ? x : memory.space(pitch);
        const strays = memory.strays(() => {
          kernels.tanhValues(x, y, 4 * pitch);
        }, [{ address: y, sizeBytes: 4 * pitch }]);
        expect(strays).toEqual([]);
        const expected = Float64Array.from(values, Math.tanh);
        expect(largestDifference(memory.read(y, pitch), expected)).toBeLessThanOrEqual(
          TANH_TOLERANCE,
        );
      },
    ),
  );
});
