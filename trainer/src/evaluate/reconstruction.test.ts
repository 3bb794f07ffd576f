/** Encoders whose worth is known: one that returns the image, and one that has seen nothing. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bootBackend } from '../backend/boot.ts';
import { loadDataSet } from '../data/data-set.ts';
import { fixtureImages } from '../loop/tiny-run.fixture.ts';
import type { Classifier } from './classifier.ts';
import { agreement, type FeatureSet, featureSet } from './feature-set.ts';
import type { ImageModel } from './image-model.ts';
import { type ImageSet, pickImages } from './image-set.ts';
import {
  measureReconstructions,
  type ReconstructionMeasures,
  reconstruct,
} from './reconstruction.ts';
import { classMeans } from './reconstruction-bounds.ts';
import { trainClassifier } from './train-classifier.ts';

const size = { height: 28, width: 28, channels: 1 };
const judging = { signal: new AbortController().signal, onImages: () => {} };

let train: ImageSet;
let test: ImageSet;
let judge: Classifier;
let judgedTest: FeatureSet;

beforeAll(async () => {
  await bootBackend('wasm');
  const all = async (split: 'train' | 'test') => {
    const dataSet = await loadDataSet(fixtureImages, { ...size, split });
    return pickImages(
      dataSet,
      Array.from({ length: dataSet.count }, (_, index) => index),
    );
  };
  [train, test] = [await all('train'), await all('test')];
  judge = await trainClassifier(train, { seed: 1, steps: 80 });
  judgedTest = await featureSet(judge, test, judging);
}, 60_000);
afterAll(() => judge.dispose());

/** Real training images of the asked classes: what a perfect generator draws from random latents. */
function drawn(labels: ArrayLike<number>, seed: number): Uint8Array {
  const indices = Array.from(labels, (label, at) => {
    const ofClass = Array.from(train.labels.keys()).filter(
      (index) => train.labels[index] === label,
    );
    return ofClass[(seed + 7 * at) % ofClass.length] ?? 0;
  });
  return pickImages(train, indices).pixels;
}

async function measuresOf(vary: ImageModel['vary']): Promise<ReconstructionMeasures> {
  const model = { sample: drawn, vary };
  const made = await reconstruct(model, test, judging);
  const inputs = { model, judge, train, test, judgedTest, making: judging, judging };
  return await measureReconstructions(made, inputs);
}

it('of an encoder that tells everything are perfect', async () => {
  const measures = await measuresOf(({ pixels }) => pixels.slice());
  expect(measures).toMatchObject({ images: 100, meanSquaredError: 0, findsImage: 1 });
  expect(measures.variationsFindImage).toBe(1);
  expect(measures.keepsClass).toBe(agreement(judgedTest));
  expect(measures.variationsKeepClass).toBe(agreement(judgedTest));
});

it('of one that has seen nothing are those of random latents, but for the class', async () => {
  const measures = await measuresOf(({ labels }, _, seed) => drawn(labels, seed));
  expect(measures.foundByChance).toBeCloseTo(1 / 10, 10); // Ten test images a class.
  expect(Math.abs(measures.keepsClass - measures.keepsClassPrior)).toBeLessThan(0.05);
  expect(measures.keepsClass).toBeGreaterThan(0.8); // The decoder is told the class.
  expect(measures.findsImage).toBeLessThan(0.25);
  expect(measures.meanSquaredError).toBeGreaterThan(measures.classMeanSquaredError);
});

it('of one that knows the class alone cannot be told from its mean image', async () => {
  const means = classMeans(train, test).pixels;
  let from = 0;
  const measures = await measuresOf(({ pixels }, strength) => {
    if (strength > 0) return pixels.slice();
    from += pixels.length;
    return means.slice(from - pixels.length, from);
  });
  expect(measures.meanSquaredError).toBe(measures.classMeanSquaredError);
  expect(measures.findsImage).toBeCloseTo(1 / 10, 2);
});
