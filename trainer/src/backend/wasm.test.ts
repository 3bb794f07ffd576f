/** Every kernel that replaces or completes tfjs-backend-wasm's, against the plain JavaScript backend. */
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { Adam } from './adam.ts';
import { bootBackend } from './boot.ts';
import { difference, largestDifference, sampleTensor } from './compare-backends.fixture.ts';
import { batchNormLeaky, leakyRelu } from './fused-ops.ts';
import { planWinograd } from './wasm-kernels/winograd-plan.ts';

/** Relative to the largest value: both sides sum f32 products, in different orders. */
const tolerance = 1e-4;

beforeAll(async () => {
  await bootBackend('wasm');
});

interface ConvolutionCase {
  readonly batch: number;
  readonly height: number;
  readonly width: number;
  readonly input: number;
  readonly output: number;
  readonly kernel: readonly [number, number];
  readonly stride: number;
  readonly pad: 'same' | 'valid' | number;
}

/**
 * Forward, both gradients, and the same of the transposed convolution.
 *
 * @param extra channels of zeros added to input and filter: they change no result, but keep the
 *   channels from coming in fours, which Winograd needs
 */
function convolutionsAndGradients(it: ConvolutionCase, extra = 0): tf.Tensor[] {
  const round = typeof it.pad === 'number' ? 'floor' : undefined;
  const x = sampleTensor([it.batch, it.height, it.width, it.input], 1);
  const filter = sampleTensor([...it.kernel, it.input, it.output], 2);
  const widen = (t: tf.Tensor, axis: number) =>
    tf.pad(
      t,
      t.shape.map((_, index) => [0, index === axis ? extra : 0] as [number, number]),
    ) as tf.Tensor4D;
  const convolve = (a: tf.Tensor, b: tf.Tensor) =>
    tf.conv2d(widen(a, 3), widen(b, 2), it.stride, it.pad, 'NHWC', 1, round);
  const y = convolve(x, filter);
  const dy = sampleTensor(y.shape, 3);
  const shape: [number, number, number, number] = [it.batch, it.height, it.width, it.input + extra];
  const transposed = (a: tf.Tensor, b: tf.Tensor) => {
    const wide = tf.conv2dTranspose(a as tf.Tensor4D, widen(b, 2), shape, it.stride, it.pad, round);
    return tf.slice(wide, [0, 0, 0, 0], x.shape as [number, number, number, number]);
  };
  return [
    y,
    ...tf.grads(convolve)([x, filter], dy),
    transposed(dy, filter),
    ...tf.grads(transposed)([dy, filter], x),
  ];
}

const side = fc.integer({ min: 1, max: 5 });

test('convolutions of any shape with all their gradients', async () => {
  const cases = fc.record({
    batch: fc.integer({ min: 1, max: 3 }),
    height: fc.integer({ min: 5, max: 11 }),
    width: fc.integer({ min: 5, max: 11 }),
    input: fc.integer({ min: 1, max: 13 }),
    output: fc.integer({ min: 1, max: 19 }),
    kernel: fc.tuple(side, side),
    stride: fc.integer({ min: 1, max: 3 }),
    pad: fc.constantFrom('same' as const, 'valid' as const, 2),
  });
  await fc.assert(
    fc.asyncProperty(cases, async (it) => {
      expect(await largestDifference(() => convolutionsAndGradients(it))).toBeLessThan(tolerance);
    }),
    { numRuns: 40 },
  );
});

test('convolutions through Winograd agree with direct ones, with all their gradients', () => {
  const channels = fc.constantFrom(16, 20, 24, 36);
  const kernels: [number, number][] = [
    [3, 3],
    [4, 4],
    [5, 5],
    [5, 4],
  ];
  const cases: fc.Arbitrary<ConvolutionCase> = fc.record({
    batch: fc.integer({ min: 1, max: 9 }),
    height: fc.integer({ min: 7, max: 16 }),
    width: fc.integer({ min: 7, max: 16 }),
    input: channels,
    output: channels,
    kernel: fc.constantFrom(...kernels),
    stride: fc.integer({ min: 1, max: 2 }),
    pad: fc.constantFrom('same' as const, 'valid' as const, 2),
  });
  fc.assert(
    fc.property(cases.filter(goesThroughWinograd), (it) => {
      tf.tidy(() => {
        const actual = convolutionsAndGradients(it).map((tensor) => tensor.dataSync());
        const expected = convolutionsAndGradients(it, 1).map((tensor) => tensor.dataSync());
        for (const [index, values] of actual.entries()) {
          expect(difference(values, expected[index])).toBeLessThan(tolerance);
        }
      });
    }),
    { numRuns: 20 },
  );
});

function goesThroughWinograd(it: ConvolutionCase): boolean {
  const info = tf.backend_util.computeConv2DInfo(
    [it.batch, it.height, it.width, it.input],
    [it.kernel[0], it.kernel[1], it.input, it.output],
    it.stride,
    1,
    it.pad,
    'floor',
  );
  return planWinograd(info) !== undefined;
}

test('matrix products with either side transposed, batched and broadcast', async () => {
  const size = fc.integer({ min: 1, max: 21 });
  const products = fc.record({
    rows: size,
    depth: size,
    columns: size,
    batchA: fc.constantFrom(1, 3),
    batchB: fc.constantFrom(1, 3),
    transposeA: fc.boolean(),
    transposeB: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(products, async (it) => {
      const error = await largestDifference(() => {
        const [a, b] = [
          it.transposeA ? [it.depth, it.rows] : [it.rows, it.depth],
          it.transposeB ? [it.columns, it.depth] : [it.depth, it.columns],
        ];
        const left = sampleTensor([it.batchA, ...a], 1);
        const right = sampleTensor([it.batchB, ...b], 2);
        return [tf.matMul(left, right, it.transposeA, it.transposeB)];
      });
      expect(error).toBeLessThan(tolerance);
    }),
    { numRuns: 60 },
  );
});

test('fused products follow weights that change in place', async () => {
  const error = await largestDifference(() => {
    const x = sampleTensor([2, 8, 8, 5], 1) as tf.Tensor4D;
    const filter = tf.variable(sampleTensor([3, 3, 5, 6], 2));
    const rows = sampleTensor([4, 5], 3) as tf.Tensor2D;
    const matrix = tf.variable(sampleTensor([5, 6], 4));
    const bias = sampleTensor([6], 5) as tf.Tensor1D;
    const optimizer = new Adam({ learningRate: 0.5 });
    const products = () =>
      (['linear', 'relu', 'sigmoid', 'elu', 'relu6', 'leakyrelu'] as const).flatMap(
        (activation) => {
          const epilogue = { bias, activation, leakyreluAlpha: 0.3 };
          return [
            tf.fused.conv2d({ x, filter: filter as never, strides: 1, pad: 'same', ...epilogue }),
            tf.fused.matMul({ a: rows, b: matrix as never, ...epilogue }),
          ];
        },
      );
    const before = products();
    const gradients = {
      [filter.name]: sampleTensor(filter.shape, 6),
      [matrix.name]: sampleTensor(matrix.shape, 7),
    };
    optimizer.step([filter, matrix], gradients);
    const after = products();
    optimizer.dispose();
    tf.dispose([filter, matrix]);
    return [...before, ...after];
  });
  expect(error).toBeLessThan(tolerance);
});

test('sums and means over every set of axes, and their gradients', async () => {
  const shape = fc.array(fc.integer({ min: 1, max: 35 }), { minLength: 3, maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(shape, fc.subarray([0, 1, 2]), fc.boolean(), async (extents, axes, keep) => {
      const error = await largestDifference(() => {
        const x = sampleTensor(extents, 1);
        const gradients = [tf.sum, tf.mean].map((reduce) =>
          tf.grad((a) => tf.square(reduce(a, axes, keep)))(x),
        );
        return [tf.sum(x, axes, keep), tf.mean(x, axes, keep), ...gradients];
      });
      expect(error).toBeLessThan(tolerance);
    }),
    { numRuns: 30 },
  );
});

test('LeakyReLU, its gradient and the gradient of that', async () => {
  const error = await largestDifference(() => {
    const x = sampleTensor([3, 5, 7], 1);
    const penalty = (a: tf.Tensor) =>
      tf.sum(tf.square(tf.grad((b: tf.Tensor) => tf.sum(tf.square(leakyRelu(b, 0.2))))(a)));
    return [leakyRelu(x, 0.2), tf.grad((a) => leakyRelu(a, 0.2))(x), tf.grad(penalty)(x)];
  });
  expect(error).toBeLessThan(tolerance);
});

test('LeakyReLU at zero, and for values that are not finite', () => {
  const values = [0, -0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN];
  const y = tf.tidy(() => leakyRelu(tf.tensor1d(values), 0.5).dataSync());
  expect([...y]).toEqual([0, -0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN]);
});

test('fused batch normalization and its three gradients', async () => {
  const cases = fc.record({
    batch: fc.integer({ min: 5, max: 8 }), // Fewer values leave gradients that are all cancellation.
    inner: fc.constantFrom([], [3], [4, 5]),
    channels: fc.integer({ min: 1, max: 21 }),
    perExample: fc.boolean(),
    slope: fc.constantFrom(1, 0.2),
  });
  await fc.assert(
    fc.asyncProperty(cases, async ({ batch, inner, channels, perExample, slope }) => {
      const error = await largestDifference(() => {
        const affine = perExample ? [batch, channels] : [channels];
        const x = tf.add(sampleTensor([batch, ...inner, channels], 1), 0.5);
        const gamma = tf.add(sampleTensor(affine, 2), 1.5);
        const beta = sampleTensor(affine, 3);
        const run = (a: tf.Tensor, b: tf.Tensor, c: tf.Tensor) =>
          batchNormLeaky({ x: a, gamma: b, beta: c, epsilon: 1e-3, slope });
        const gradients = tf.grads((a, b, c) => run(a, b, c).y)(
          [x, gamma, beta],
          sampleTensor(x.shape, 4),
        );
        const { y, mean, variance } = run(x, gamma, beta);
        return [y, mean, variance, ...gradients];
      });
      expect(error).toBeLessThan(tolerance);
    }),
    { numRuns: 40, seed: 1 }, // A value within rounding of LeakyReLU's kink may fall on either side.
  );
});
