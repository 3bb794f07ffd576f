import { RandomStream } from '@comfy-edge/model';
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { bootBackend } from '../backend/boot.ts';
import { sampleTensor } from '../backend/compare-backends.fixture.ts';
import { oneHotOf } from '../loop/sampling.ts';
import { tinyConfig } from '../loop/tiny-run.fixture.ts';
import { Discriminator } from './discriminator.ts';

const size = { height: 8, width: 8, channels: 1 };

beforeAll(async () => {
  await bootBackend('wasm');
});

afterEach(() => tf.disposeVariables());

/** The logit of one and the same image, as an image of class 0 and of class 1. */
function logitsByClass(overrides: readonly string[]): number[] {
  const { discriminator: config } = tinyConfig([
    'discriminator.widths=[4,6]',
    'discriminator.batchStandardDeviation=false',
    ...overrides,
  ]);
  const discriminator = new Discriminator(
    config,
    size,
    2,
    new RandomStream({ seed: 3, stream: 0 }),
  );
  return tf.tidy(() => {
    const image = sampleTensor([1, 8, 8, 1], 5) as tf.Tensor4D;
    return [0, 1].map(
      (label) =>
        discriminator.judge(image, oneHotOf([label], 2)).logits.dataSync()[0] ?? Number.NaN,
    );
  });
}

describe.each(['channels', 'projection'])('the class by %s', (classBy) => {
  it('changes the verdict', () => {
    const [first = 0, second = 0] = logitsByClass([`discriminator.classBy=${classBy}`]);
    expect(Number.isFinite(first)).toBe(true);
    expect(Math.abs(first - second)).toBeGreaterThan(1e-3);
  });
});

it('refines only after the halvings that are named', () => {
  const { discriminator: config } = tinyConfig([
    'discriminator.widths=[4,6,8]',
    'discriminator.refine=[false,true]',
  ]);
  const random = new RandomStream({ seed: 1, stream: 0 });
  const { parameters } = new Discriminator(config, size, 2, random);
  const refining = [...parameters.keys()].filter((name) => name.startsWith('refine'));
  expect(refining).toEqual(['refine2/kernel', 'refine2/bias']);
  expect(parameters.get('refine2/kernel')?.shape).toEqual([3, 3, 6, 6]);
});

it('drops a share of the features, and scales the others up', () => {
  const { discriminator: config } = tinyConfig([
    'discriminator.widths=[64]',
    'discriminator.dropout=0.3',
    'discriminator.refine=[false]',
  ]);
  const random = () => new RandomStream({ seed: 3, stream: 0 });
  const discriminator = new Discriminator(config, size, 2, random());
  tf.tidy(() => {
    const images = sampleTensor([32, 8, 8, 1], 5) as tf.Tensor4D;
    const oneHot = oneHotOf(
      [...new Array(32).keys()].map((index) => index % 2),
      2,
    );
    const whole = discriminator.judge(images, oneHot).features.dataSync();
    const thinned = discriminator.judge(images, oneHot, random()).features.dataSync();
    const kept = [...thinned.keys()].filter((index) => thinned[index] !== 0);
    expect(kept.length / thinned.length).toBeCloseTo(0.7, 1.7);
    for (const index of kept) {
      expect(thinned[index]).toBeCloseTo((256 / (256 - 77)) * (whole[index] ?? 0), 5);
    }
  });
});
