import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { bootBackend } from '../backend/boot.ts';
import { sampleTensor } from '../backend/compare-backends.fixture.ts';
import { oneHotOf } from '../loop/sampling.ts';
import { classDeviation } from './class-deviation.ts';

beforeAll(async () => {
  await bootBackend('wasm');
});

const labels = [0, 1, 0, 2, 0, 1];

/** Of the images as they are, and of those whose class 0 is one image over and over. */
function deviations(collapsed: boolean): number[] {
  return tf.tidy(() => {
    const images = tf.unstack(sampleTensor([labels.length, 4, 4, 3], 7));
    const [first] = images;
    const batch = images.map((image, at) => (collapsed && labels[at] === 0 ? first : image));
    return [...classDeviation(tf.stack(batch as tf.Tensor[]), oneHotOf(labels, 3)).dataSync()];
  });
}

it('is the standard deviation of each feature within the class, averaged', () => {
  const features = tf.tensor2d([1, 10, 5, 5, 3, 10, 4, 4], [4, 2]);
  const found = classDeviation(features, oneHotOf([0, 1, 0, 1], 2)).dataSync();
  const [zero = 0, one = 0] = found;
  expect(zero).toBeCloseTo(Math.SQRT1_2, 2); // Of 1 and 3: √2; of 10 and 10: none.
  expect(one).toBeCloseTo(Math.SQRT1_2, 5);
  expect([...found]).toEqual([zero, one, zero, one]);
});

it('falls to nothing for a class of one picture, and for it alone', () => {
  const varied = deviations(false);
  const collapsed = deviations(true);
  expect(collapsed[0]).toBeLessThan(0.01 * (varied[0] ?? 0));
  expect(collapsed[1]).toBe(varied[1]);
});

it('knows of no deviation where a class has one image', () => {
  expect(deviations(false)[3]).toBeLessThan(0.01);
});

it('has a finite gradient, even where all images are alike', () => {
  const gradient = tf.grad((x) => tf.sum(classDeviation(x, oneHotOf(labels, 3))));
  for (const x of [sampleTensor([labels.length, 2, 2, 2], 3), tf.ones([labels.length, 2, 2, 2])]) {
    expect([...gradient(x).dataSync()].every(Number.isFinite)).toBe(true);
  }
});
