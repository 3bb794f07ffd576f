import { expect, it } from 'vitest';
import { adaptProbability, initialAugmentation } from './adaptive-probability.ts';

const options = { target: 0.6, rampImages: 1000 };

function after(images: number, meanSign: number, from = 0, { target, rampImages } = options) {
  let state = initialAugmentation(from);
  for (let seen = 0; seen < images; seen += 64) {
    state = adaptProbability(state, meanSign, 64, { target, rampImages });
  }
  return state.probability;
}

it('rises while the discriminator knows the training images, and falls while it does not', () => {
  expect(after(512, 0.9)).toBeCloseTo(0.512, 5);
  expect(after(512, 0.3, 0.7)).toBeCloseTo(0.7 - 0.512, 5);
});

it('stays within 0 and 1', () => {
  expect(after(5000, 1)).toBe(1);
  expect(after(5000, -1, 0.5)).toBe(0);
});

it('judges by the mean since the last adjustment, not by the last batch', () => {
  let state = initialAugmentation(0.5);
  for (const sign of [1, 1, 1, -0.9]) state = adaptProbability(state, sign, 64, options);
  expect(state.probability).toBeLessThan(0.5); // Mean 0.525, below the target.
});

it('stays where it is without a target', () => {
  expect(after(5000, 1, 0.25, { target: 0, rampImages: 1000 })).toBe(0.25);
});
