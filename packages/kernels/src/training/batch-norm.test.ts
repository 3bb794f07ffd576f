/**
 * Tolerance 2e-4 of the largest value: the folded form `x · scale + shift` cancels where a channel's
 * mean is large beside its deviation, and the input's gradient is itself a difference.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { relativeError, sample, TestMemory } from '../test-memory.ts';
import { type BatchNormCase, batchNorm } from './reference/batch-norm.ts';
import { instantiateTrainingKernels } from './training-kernels.ts';

const tolerance = 2e-4;
const memory = new TestMemory('training', instantiateTrainingKernels);
const { kernels } = memory;

const cases: fc.Arbitrary<BatchNormCase> = fc.record({
  batch: fc.integer({ min: 4, max: 9 }),
  inner: fc.integer({ min: 1, max: 40 }),
  channels: fc.integer({ min: 1, max: 27 }),
  perExample: fc.boolean(),
  epsilon: fc.constantFrom(1e-3, 1e-5),
  slope: fc.constantFrom(1, 0.2),
});

test('batchMoments, batchNormLeaky and batchNormLeakyGradient follow their formulas', () => {
  fc.assert(
    fc.property(cases, (it) => {
      memory.reset();
      const { batch, inner, channels, perExample, epsilon, slope } = it;
      const size = batch * inner * channels;
      const affineSize = (perExample ? batch : 1) * channels;
      const values = {
        x: sample(size, 1).map((value) => value + 0.5),
        dy: sample(size, 2),
        gamma: sample(affineSize, 3).map((value) => value + 1.5),
        beta: sample(affineSize, 4),
      };
      const expected = batchNorm(it, values);
      const [x, dy, gamma, beta] = [values.x, values.dy, values.gamma, values.beta].map((array) =>
        memory.floats(array),
      ) as [number, number, number, number];
      const [mean, variance] = [memory.space(channels), memory.space(channels)];
      const [y, dx] = [memory.space(size), memory.space(size)];
      const [dGamma, dBeta] = [memory.space(batch * channels), memory.space(batch * channels)];
      const scratch = memory.space(6 * channels);
      const stride = perExample ? channels * 4 : 0;
      kernels.batchMoments(x, mean, variance, batch * inner, channels);
      const [a, b] = [mean, variance];
      const sizes = [batch, inner, channels, stride, epsilon, slope] as const;
      kernels.batchNormLeaky(x, a, b, gamma, beta, y, scratch, ...sizes);
      const outputs = [dx, dGamma, dBeta, scratch] as const;
      kernels.batchNormLeakyGradient(x, dy, a, b, gamma, beta, ...outputs, ...sizes);
      for (const [address, wanted] of [
        [mean, expected.mean],
        [variance, expected.variance],
        [y, expected.y],
        [dx, expected.dx],
        [dGamma, expected.dGamma],
        [dBeta, expected.dBeta],
      ] as const) {
        const error = relativeError(memory.read(address, wanted.length), wanted);
        expect(error).toBeLessThan(tolerance);
      }
    }),
    { seed: 1 }, // A value within rounding of LeakyReLU's kink may fall on either side of it.
  );
});
