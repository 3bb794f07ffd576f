/** tfjs's operations on our kernels: the values of tfjs's own, and its kernels where ours end. */
import * as tf from '@tensorflow/tfjs-core';
import * as layers from '@tensorflow/tfjs-layers';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { registerTfjsKernels } from '../src/tfjs/register-kernels.ts';
import { engine } from './engine-node.ts';
import {
  differenceOf,
  disagreement,
  KERNEL_NAMES,
  type Shape4,
  sampleTensor,
  sampleTensor4d,
  valuesOf,
  withOurs,
  withoutTfjs,
} from './tfjs-kernels.fixture.ts';

/** Sums of f32 in another order, some through Winograd. */
const TOLERANCE = 2e-4;

type Pairs = [[number, number], [number, number], [number, number], [number, number]];

interface Convolution {
  readonly images: number;
  readonly image: readonly [height: number, width: number];
  readonly channels: number;
  readonly filters: number;
  readonly kernel: readonly [height: number, width: number];
  readonly strides: [vertical: number, horizontal: number];
  readonly pad: 'same' | 'valid' | Pairs;
}

const upTo = (max: number) => fc.integer({ min: 1, max });
const zeros = fc.tuple(fc.nat(2), fc.nat(2));
const convolutions: fc.Arbitrary<Convolution> = fc
  .record({
    images: upTo(3),
    image: fc.tuple(upTo(11), upTo(11)),
    channels: upTo(20),
    filters: upTo(20),
    kernel: fc.tuple(upTo(6), upTo(6)),
    strides: fc.tuple(upTo(3), upTo(3)),
    pad: fc.oneof(
      fc.constantFrom('same' as const, 'valid' as const),
      fc.tuple(zeros, zeros).map(([rows, columns]): Pairs => [[0, 0], rows, columns, [0, 0]]),
    ),
  })
  .filter((it) => tf.util.sizeFromShape(shapesOf(it).output.map((n) => Math.max(n, 0))) > 0);

/** More tiles than Winograd computes at once, and more columns. */
const LARGE: Convolution = {
  ...{ images: 2, image: [35, 34], channels: 16, filters: 40 },
  ...{ kernel: [3, 3], strides: [1, 1], pad: 'same' },
};

/** One pixel, and the only place where the kernel is laid is beside it. */
const BESIDE: Convolution = {
  ...{ images: 1, image: [1, 1], channels: 1, filters: 1 },
  ...{
    kernel: [1, 1],
    strides: [1, 2],
    pad: [
      [0, 0],
      [0, 0],
      [1, 0],
      [0, 0],
    ],
  },
};

const epilogues = fc.record({
  hasBias: fc.boolean(),
  activation: fc.constantFrom('linear' as const, 'relu' as const, 'leakyrelu' as const),
  leakyreluAlpha: fc.constantFrom(0, 0.1, 0.3, 1),
});

function shapesOf({ images, image, channels, filters, kernel, strides, pad }: Convolution) {
  const input: Shape4 = [images, ...image, channels];
  const filter: Shape4 = [...kernel, channels, filters];
  const { outShape } = tf.backend_util.computeConv2DInfo(input, filter, strides, 1, pad);
  return { input, filter, output: outShape };
}

test('convolutions of any shape, plain and fused', async () => {
  await fc.assert(
    fc.asyncProperty(convolutions, epilogues, async (it, { hasBias, ...epilogue }) => {
      const { input, filter } = shapesOf(it);
      const tensors = () => ({ x: sampleTensor4d(input, 1), filter: sampleTensor4d(filter, 2) });
      const plain = await disagreement(() => {
        const { x, filter } = tensors();
        return tf.conv2d(x, filter, it.strides, it.pad);
      });
      expect(plain).toBeLessThan(TOLERANCE);
      const fused = await disagreement(() => {
        const bias = hasBias ? { bias: sampleTensor([it.filters], 3) } : {};
        return tf.fused.conv2d({
          ...{ ...tensors(), ...bias, ...epilogue },
          ...{ strides: it.strides, pad: it.pad },
        });
      });
      expect(fused).toBeLessThan(TOLERANCE);
    }),
    {
      numRuns: 150,
      examples: [LARGE, BESIDE].map((it) => [
        it,
        { hasBias: true, activation: 'leakyrelu', leakyreluAlpha: 0.3 },
      ]),
    },
  );
});

test('transposed convolutions to any output that a convolution has as its input', async () => {
  await fc.assert(
    fc.asyncProperty(convolutions, async (it) => {
      const { input, filter, output } = shapesOf(it);
      const actual = await disagreement(() =>
        tf.conv2dTranspose(
          sampleTensor4d(output, 1),
          sampleTensor4d(filter, 2),
          ...([input, it.strides, it.pad] as const),
        ),
      );
      expect(actual).toBeLessThan(TOLERANCE);
    }),
    { numRuns: 150, examples: [[{ ...LARGE, strides: [2, 2], kernel: [5, 5] }], [BESIDE]] },
  );
});

test('products of any number of rows with one matrix, either way round', async () => {
  const products = fc.record({
    outer: fc.constantFrom([], [1], [3], [2, 3]),
    rows: upTo(13),
    depth: upTo(40),
    columns: upTo(40),
    transposeB: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(products, epilogues, async (it, { hasBias, ...epilogue }) => {
      const { outer, rows, depth, columns, transposeB } = it;
      const tensors = () => ({
        a: sampleTensor([...outer, rows, depth], 1),
        b: sampleTensor(transposeB ? [columns, depth] : [depth, columns], 2),
      });
      const plain = await disagreement(() => {
        const { a, b } = tensors();
        return tf.matMul(a, b, false, transposeB);
      });
      expect(plain).toBeLessThan(TOLERANCE);
      const fused = await disagreement(() => {
        const bias = hasBias ? { bias: sampleTensor([columns], 3) } : {};
        return tf.fused.matMul({ ...tensors(), ...bias, ...epilogue, transposeB });
      });
      expect(fused).toBeLessThan(TOLERANCE);
    }),
    { numRuns: 150 },
  );
});

const image = () => sampleTensor4d([2, 8, 8, 16], 1);
const filter = () => sampleTensor4d([3, 3, 16, 16], 2);
const matrix = (...shape: number[]) => sampleTensor(shape, 3);

test.each<[string, () => tf.Tensor]>([
  ['a dilated convolution', () => tf.conv2d(image(), filter(), 1, 'same', 'NHWC', 2)],
  [
    'few channels without Winograd',
    () => tf.conv2d(sampleTensor4d([1, 9, 9, 3], 1), sampleTensor4d([3, 3, 3, 16], 2), 2, 'same'),
  ],
  ...(['relu6', 'elu', 'sigmoid'] as const).map((activation): [string, () => tf.Tensor] => [
    `${activation} after a convolution`,
    () => tf.fused.conv2d({ x: image(), filter: filter(), strides: 1, pad: 'same', activation }),
  ]),
  [
    'a parametric ReLU after a product',
    () =>
      tf.fused.matMul({
        ...{ a: matrix(4, 20), b: matrix(20, 5), activation: 'prelu' },
        preluActivationWeights: matrix(5),
      }),
  ],
  [
    'a LeakyReLU steeper below zero than above',
    () =>
      tf.fused.matMul({
        ...{ a: matrix(4, 20), b: matrix(20, 5), activation: 'leakyrelu' },
        leakyreluAlpha: 1.5,
      }),
  ],
  ['a left side transposed', () => tf.matMul(matrix(20, 4), matrix(20, 5), true)],
  ['a batch of matrices', () => tf.matMul(matrix(3, 4, 20), matrix(3, 20, 5))],
])('%s is left to tfjs', (_, compute) => {
  const expected = valuesOf(compute);
  withOurs(({ calls }) => {
    expect(valuesOf(compute)).toEqual(expected);
    expect(calls).toEqual({ ours: 0, tfjs: 1 });
  });
});

test('a layer larger than the bound is left to tfjs', () => {
  const compute = () => tf.conv2d(image(), filter(), 1, 'same');
  const expected = valuesOf(compute);
  const takes = (maxBytes: number) =>
    withOurs(
      ({ calls }) => {
        expect(differenceOf(valuesOf(compute), expected)).toBeLessThan(TOLERANCE);
        return calls.ours === 1;
      },
      { maxBytes },
    );
  expect(takes(10_000)).toBe(false);
  expect(takes(10_000_000)).toBe(true);
});

test('tfjs has its own kernels again afterwards, however often that is asked for', () => {
  const originals = KERNEL_NAMES.map((name) => tf.getKernel(name, 'wasm'));
  const kernels = registerTfjsKernels(engine);
  KERNEL_NAMES.forEach((name, i) => {
    expect(tf.getKernel(name, 'wasm')).not.toBe(originals[i]);
  });
  for (let time = 0; time < 2; time++) {
    kernels.unregister();
    KERNEL_NAMES.forEach((name, i) => {
      expect(tf.getKernel(name, 'wasm')).toBe(originals[i]);
    });
  }
});

test('in a bundle without a kernel of tfjs, a call that is not ours says what is missing', () => {
  withoutTfjs(() => {
    withOurs(() => {
      expect(() => tf.tidy(() => tf.conv2d(image(), filter(), 1, 'same', 'NHWC', 2))).toThrow(
        "Conv2D: expected a call that our kernel takes, got one for tfjs's own",
      );
    });
    expect(tf.getKernel('Conv2D', 'wasm')).toBeUndefined();
  });
});

test('a layers model predicts the same, on our kernels alone', () => {
  const model = layers.sequential({
    layers: [
      layers.layers.dense({ units: 4 * 4 * 24, inputShape: [20] }),
      layers.layers.batchNormalization(),
      layers.layers.leakyReLU(),
      layers.layers.reshape({ targetShape: [4, 4, 24] }),
      layers.layers.conv2dTranspose({ filters: 16, kernelSize: 5, strides: 2, padding: 'same' }),
      layers.layers.reLU(),
      layers.layers.conv2d({ filters: 8, kernelSize: 3, padding: 'same', activation: 'relu' }),
      layers.layers.conv2d({ filters: 3, kernelSize: 5, padding: 'same', activation: 'tanh' }),
    ],
  });
  const predict = () => model.predict(sampleTensor([5, 20], 1)) as tf.Tensor;
  const expected = valuesOf(predict);
  expect(expected.length).toBe(5 * 8 * 8 * 3);
  withOurs(({ calls }) => {
    expect(differenceOf(valuesOf(predict), expected)).toBeLessThan(TOLERANCE);
    expect(differenceOf(valuesOf(predict), expected)).toBeLessThan(TOLERANCE);
    expect(calls).toEqual({ ours: 2 * 4, tfjs: 0 });
  });
  model.dispose();
});
