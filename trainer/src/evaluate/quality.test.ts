import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bootBackend } from '../backend/boot.ts';
import { type DataSet, loadDataSet } from '../data/data-set.ts';
import { normalizePixels } from '../data/normalize.ts';
import type { Classifier } from './classifier.ts';
import { measureQuality, realStatistics } from './measure-quality.ts';
import { loadOrTrainClassifier, trainClassifier } from './train-classifier.ts';

const FIXTURE = new URL('../../fixtures/fashion-mnist-tiny', import.meta.url).pathname;
const SIZE = { height: 28, width: 28, channels: 1 };
const PIXELS = 28 * 28;

let train: DataSet;
let test: DataSet;
let classifier: Classifier;
let folder: string;

beforeAll(async () => {
  await bootBackend('wasm');
  train = await loadDataSet(FIXTURE, SIZE);
  test = await loadDataSet(FIXTURE, { ...SIZE, split: 'test' });
  classifier = await trainClassifier(train, { seed: 1, steps: 80 });
  folder = mkdtempSync(join(tmpdir(), 'quality-'));
}, 60_000);

afterAll(() => {
  classifier.dispose();
  rmSync(folder, { recursive: true, force: true });
});

/** Real test images of the asked classes, in their order: a perfect generator. */
function realImages(labels: Int32Array, firstIndex: number): Float32Array {
  const images = new Float32Array(labels.length * PIXELS);
  labels.forEach((label, at) => {
    const ofClass = Array.from(test.labels.keys()).filter((index) => test.labels[index] === label);
    const turn = Math.floor((firstIndex + at) / test.classes.length) % ofClass.length;
    const from = (ofClass[turn] ?? 0) * PIXELS;
    images.set(normalizePixels(test.pixels.subarray(from, from + PIXELS)), at * PIXELS);
  });
  return images;
}

describe('the classifier', () => {
  it('learns the training images and carries over to real test images', () => {
    expect(classifier.accuracy(train).whole).toBeGreaterThan(0.9);
    expect(classifier.accuracy(test).whole).toBeGreaterThan(0.6); // Chance is 0.1.
  });

  it('gives the same features whatever images stand beside', () => {
    const images = normalizePixels(test.pixels.subarray(0, test.pixels.length));
    const together = classifier.features(images);
    const alone = classifier.features(images.slice(3 * PIXELS, 4 * PIXELS));
    expect(together).toHaveLength(100 * 128);
    alone.forEach((value, at) => {
      expect(value).toBeCloseTo(together[3 * 128 + at] ?? Number.NaN, 4);
    });
  });

  it('refuses images of another size', () => {
    expect(() => classifier.features(new Float32Array(100))).toThrow(/multiple of 784.*got 100/);
  });

  it('leaks no tensors, in training or in judging', async () => {
    const before = tf.memory().numTensors;
    const second = await trainClassifier(test, { seed: 2, steps: 2 });
    second.judge(normalizePixels(test.pixels.subarray(0, test.pixels.length)));
    second.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('trains to the same bits from the same seed', async () => {
    const features = [];
    for (let run = 0; run < 2; run++) {
      const trained = await trainClassifier(test, { seed: 3, steps: 3 });
      features.push(trained.features(normalizePixels(test.pixels.subarray(0, PIXELS))));
      trained.dispose();
    }
    expect(features[0]).toEqual(features[1]);
  });

  it('is kept and reused for the same data and options only', async () => {
    const path = join(folder, 'classifier.safetensors');
    const image = normalizePixels(test.pixels.subarray(0, PIXELS));
    let steps = 0;
    const options = { seed: 4, steps: 2, onStep: () => (steps += 1) };
    const features = async (dataSet: DataSet, more = {}) => {
      const kept = await loadOrTrainClassifier(path, dataSet, { ...options, ...more });
      const result = kept.features(image);
      kept.dispose();
      return result;
    };
    const first = await features(train);
    expect(await features(train)).toEqual(first);
    expect(steps).toBe(2);
    await features(test);
    await features(test, { seed: 5 });
    expect(steps).toBe(6);
    writeFileSync(path, readFileSync(path).subarray(0, 1000)); // Damaged: trained anew.
    expect(await features(train)).toEqual(first);
    expect(steps).toBe(8);
  });

  it('stops training when it is told to', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(trainClassifier(test, { seed: 1, steps: 1, signal })).rejects.toThrow('enough');
  });
});

describe('measureQuality', () => {
  const count = 100;

  it('tells real images, one image a class, and noise apart', () => {
    const real = realStatistics(classifier, train);
    expect(real.count).toBe(200);
    const perfect = measureQuality({ classifier, real, count, generate: realImages });
    const collapsed = measureQuality({
      classifier,
      real,
      count,
      generate: (labels) => {
        const images = new Float32Array(labels.length * PIXELS);
        labels.forEach((label, at) => {
          images.set(realImages(Int32Array.of(label), 0), at * PIXELS);
        });
        return images;
      },
    });
    const noise = measureQuality({
      classifier,
      real,
      count,
      generate: (labels) =>
        Float32Array.from({ length: labels.length * PIXELS }, (_, at) => Math.sin(at ** 2)),
    });
    expect(perfect.ganTest).toBeCloseTo(classifier.accuracy(test).whole, 10);
    expect(perfect.ganTestByClass).toEqual(classifier.accuracy(test).byClass);
    expect(noise.ganTest).toBeLessThan(0.3);
    expect(collapsed.cfid).toBeGreaterThan(1.5 * perfect.cfid);
    expect(noise.cfid).toBeGreaterThan(5 * perfect.cfid);
  });

  it('hands the generator every class in turn and a running index', () => {
    const calls: [number, number][] = [];
    measureQuality({
      classifier,
      real: realStatistics(classifier, train),
      count: 250,
      generate: (labels, first) => {
        calls.push([labels.length, first]);
        expect([...labels.slice(0, 12)]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1]);
        return realImages(labels, first);
      },
    });
    expect(calls).toEqual([
      [200, 0],
      [50, 200],
    ]);
  });
});
