import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { bootBackend } from '../backend/boot.ts';
import { RunState } from '../loop/run-state.ts';
import { tinyConfig, tinyDataSet } from '../loop/tiny-run.fixture.ts';
import { type Estimate, estimate } from './estimate.ts';
import { estimateTable } from './estimate-table.ts';
import { profileMultiplyAdds } from './multiply-adds.ts';

beforeAll(async () => {
  await bootBackend('wasm');
});

afterEach(() => tf.disposeVariables());

describe('multiply-adds', () => {
  it('of a strided convolution are outputs times what each one sums', async () => {
    const count = await profileMultiplyAdds(() =>
      tf.conv2d(tf.ones<tf.Rank.R4>([1, 28, 28, 3]), tf.ones([4, 4, 3, 5]), 2, 'same'),
    );
    expect(count).toBe(14 * 14 * 5 * 4 * 4 * 3);
  });

  it.each([
    { a: [2, 3], b: [3, 5], transposeA: false, transposeB: false },
    { a: [3, 2], b: [3, 5], transposeA: true, transposeB: false },
    { a: [2, 3], b: [5, 3], transposeA: false, transposeB: true },
  ] as const)('of $a times $b are the same, transposed or not', async (shapes) => {
    const { a, b, transposeA, transposeB } = shapes;
    const count = await profileMultiplyAdds(() =>
      tf.matMul(tf.ones<tf.Rank.R2>([...a]), tf.ones<tf.Rank.R2>([...b]), transposeA, transposeB),
    );
    expect(count).toBe(2 * 3 * 5);
  });
});

it('an estimate counts the networks and measures steps', async () => {
  const config = tinyConfig([
    'discriminator.spectralNorm=false',
    'discriminator.classBy=projection',
    'discriminator.refine=[false,false]',
  ]);
  const run = new RunState(config, await tinyDataSet(config));
  const { networks, stateBytes, peakBytes, batchSize, imagesPerSecond } = await estimate(run);
  run.batches.close();
  expect(networks.map(({ name }) => name)).toEqual(['generator', 'discriminator', 'encoder']);
  const discriminator = networks.find(({ name }) => name === 'discriminator');
  // Two halvings to 8 channels each, 4×4 kernels; then one logit from 7×7×9 and the class's row,
  // and the deviation within 10 classes: sums and squares by class, each mean sent back to its images.
  const convolutions = 14 * 14 * 8 * 16 + 7 * 7 * 8 * 16 * 8;
  const deviation = 3 * 10 * 7 * 7 * 8 + 10;
  expect(discriminator?.multiplyAdds).toBe(convolutions + 7 * 7 * 9 + 10 * 9 + deviation);
  expect(discriminator?.parameters).toBe(16 * 8 + 8 + 16 * 8 * 8 + 8 + 7 * 7 * 9 + 1 + 10 * 9);
  const parameters = networks.reduce((sum, network) => sum + network.parameters, 0);
  // Weights with two moments each, and the averaged generator.
  expect(stateBytes).toBeGreaterThanOrEqual(4 * 3 * parameters);
  expect(peakBytes).toBeGreaterThan(stateBytes);
  expect(batchSize).toBe(8);
  expect(imagesPerSecond).toBeGreaterThan(0);
});

it('an estimate is told for the largest batch and the whole run', () => {
  const estimate: Estimate = {
    networks: [{ name: 'generator', parameters: 12_345, multiplyAdds: 9_870_000 }],
    ...{ stateBytes: 20 * 2 ** 20, peakBytes: 120 * 2 ** 20 },
    ...{ batchSize: 8, imagesPerSecond: 100, steps: 16 },
  };
  const config = tinyConfig(['epochs=3', 'epochImages=60000']);
  const text = estimateTable(
    estimate,
    config,
    { count: 2 ** 20, height: 1, width: 1, channels: 3 },
    'wasm',
    { multiplyAdds: 19_870_000, sizeBytes: 919_000 },
  );
  expect(text).toMatch(/generator +12,345 +9\.87 M/);
  expect(text).toContain(
    'generator 19.9 of 20.0 M multiply-adds an image, 919000 of 1000000 bytes',
  );
  expect(text).not.toContain('over the budget');
  expect(text).toMatch(
    /220 MiB of tensors in a step of 16 images, 20 MiB of them.*; 3\.0 MiB of images/,
  );
  expect(text).toMatch(/about 30 min for 180,000 images at 100 a second/);
});
