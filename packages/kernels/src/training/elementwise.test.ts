/**
 * LeakyReLU and its gradient are exact; sums of up to 300 f32 values, Adam and the moving average are
 * within 1e-6 of the largest result.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { relativeError, sample, TestMemory } from '../test-memory.ts';
import { instantiateTrainingKernels } from './training-kernels.ts';

const memory = new TestMemory('training', instantiateTrainingKernels);
const { kernels } = memory;
const lengths = fc.integer({ min: 1, max: 300 });
const slope = 0.25; // Exact in f32, so that expectations are too.

function get(values: ArrayLike<number>, index: number): number {
  return values[index] ?? Number.NaN;
}

test('leakyRelu and its gradient', () => {
  fc.assert(
    fc.property(lengths, (length) => {
      memory.reset();
      const [x, dy] = [sample(length, 1), sample(length, 2)];
      x[0] = 0;
      const [from, gradient] = [memory.floats(x), memory.floats(dy)];
      const [y, dx] = [memory.space(length), memory.space(length)];
      kernels.leakyRelu(from, y, length, slope);
      kernels.leakyReluGradient(from, gradient, dx, length, slope);
      expect(memory.read(y, length)).toEqual([...x].map((it) => (it > 0 ? it : it * slope)));
      expect(memory.read(dx, length)).toEqual(
        [...dy].map((it, index) => (get(x, index) > 0 ? it : it * slope)),
      );
    }),
  );
});

test('sumAxis sums the middle axis', () => {
  const sizes = fc.tuple(
    fc.integer({ min: 1, max: 4 }),
    fc.integer({ min: 1, max: 300 }),
    fc.integer({ min: 1, max: 40 }),
  );
  fc.assert(
    fc.property(sizes, ([outer, length, inner]) => {
      memory.reset();
      const x = sample(outer * length * inner, 3);
      const out = memory.space(outer * inner);
      kernels.sumAxis(memory.floats(x), out, outer, length, inner, 0.5);
      const expected = Array.from({ length: outer * inner }, (_, index) => {
        let sum = 0;
        for (let row = 0; row < length; row++) {
          sum += get(x, (Math.floor(index / inner) * length + row) * inner + (index % inner));
        }
        return sum / 2;
      });
      // Sums may nearly cancel: compare with the size of what was summed.
      const scale = Math.sqrt(length);
      const actual = memory.read(out, outer * inner);
      const error = Math.max(...actual.map((it, index) => Math.abs(it - get(expected, index))));
      expect(error / scale).toBeLessThan(1e-6);
    }),
  );
});

test('adamStep and movingAverage follow their formulas', () => {
  fc.assert(
    fc.property(lengths, (length) => {
      memory.reset();
      const [variable, gradient, first] = [sample(length, 1), sample(length, 2), sample(length, 3)];
      const second = sample(length, 4).map((it) => it * it);
      const [beta1, beta2, epsilon, stepSize] = [0.5, 0.99, 1e-3, 0.01];
      const addresses = [variable, gradient, first, second].map((it) => memory.floats(it));
      const [v = 0, g = 0, m1 = 0, m2 = 0] = addresses;
      kernels.adamStep(v, g, m1, m2, length, stepSize, beta1, beta2, epsilon);
      const m = [...first].map((it, i) => it * beta1 + get(gradient, i) * (1 - beta1));
      const s = [...second].map((it, i) => it * beta2 + get(gradient, i) ** 2 * (1 - beta2));
      const updated = [...variable].map(
        (it, i) => it - (stepSize * get(m, i)) / (Math.sqrt(get(s, i)) + epsilon),
      );
      expect(relativeError(memory.read(m1, length), m)).toBeLessThan(1e-6);
      expect(relativeError(memory.read(m2, length), s)).toBeLessThan(1e-6);
      expect(relativeError(memory.read(v, length), updated)).toBeLessThan(1e-6);

      const average = memory.floats(first);
      kernels.movingAverage(average, g, length, 0.9);
      const expected = [...first].map((it, i) => it * 0.9 + get(gradient, i) * 0.1);
      expect(relativeError(memory.read(average, length), expected)).toBeLessThan(1e-6);
    }),
  );
});
