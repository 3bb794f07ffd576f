/** Batches on the trainer's backend give what the reference evaluator gives, image by image. */
import { compile, evaluate, latentVector, type Network } from '@comfy-edge/model';
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bootBackend } from '../backend/boot.ts';
import { Networks } from '../loop/networks.ts';
import { Sampler } from '../loop/sampling.ts';
import { tinyConfig } from '../loop/tiny-run.fixture.ts';
import { readParameters } from '../networks/parameters.ts';
import { ImageModel } from './image-model.ts';

let generator: Network;
let encoder: Network;
let model: ImageModel;

beforeAll(async () => {
  await bootBackend('wasm');
  const networks = new Networks(tinyConfig(), 10);
  const sampler = new Sampler(networks, 1);
  generator = compile({ graph: networks.generatorGraph, weights: sampler.weights() });
  encoder = compile({ graph: networks.encoderGraph, weights: readParameters(networks.encoder) });
  sampler.dispose();
  model = new ImageModel({ generator, encoder });
});

afterAll(() => {
  model.dispose();
  tf.disposeVariables();
});

const byte = (value: number) => Math.min(255, Math.max(0, Math.floor((value + 1) * 127.5 + 0.5)));

/** Largest difference in levels. */
function difference(actual: Uint8Array, expected: readonly number[]): number {
  expect(actual).toHaveLength(expected.length);
  return Math.max(...expected.map((value, at) => Math.abs(value - (actual[at] ?? 999))));
}

describe('ImageModel', () => {
  it('samples the image of each seed and class', () => {
    const labels = [3, 9, 0];
    const expected = labels.flatMap((label, index) => [
      ...evaluate(generator, latentVector({ seed: 70 + index, size: 6 }), label).map(byte),
    ]);
    expect(difference(model.sample(labels, 70), expected)).toBeLessThanOrEqual(1);
  });

  it('gives the same bytes whatever is asked for beside', () => {
    const many = model.sample(
      Array.from({ length: 130 }, (_, index) => index % 10),
      5,
    );
    const alone = model.sample([8], 5 + 128);
    expect(alone).toEqual(many.slice(128 * 784, 129 * 784));
  });

  it('reconstructs through the mean at strength 0, and forgets the image at strength 1', () => {
    const labels = [1, 2];
    const pixels = model.sample(labels, 1);
    const expected = labels.flatMap((label, index) => {
      const image = Float32Array.from(
        pixels.subarray(index * 784, (index + 1) * 784),
        (value) => value / 127.5 - 1,
      );
      const mean = evaluate(encoder, image, 0).subarray(0, 6);
      return [...evaluate(generator, mean, label).map(byte)];
    });
    expect(difference(model.vary({ pixels, labels }, 0, 1), expected)).toBeLessThanOrEqual(1);
    const other = model.sample(labels, 7);
    expect(model.vary({ pixels, labels }, 1, 1)).toEqual(
      model.vary({ pixels: other, labels }, 1, 1),
    );
    expect(model.vary({ pixels, labels }, 0.3, 1)).not.toEqual(
      model.vary({ pixels, labels }, 0.3, 2),
    );
  });

  it('refuses to vary without an encoder', () => {
    const without = new ImageModel({ generator });
    expect(without.hasEncoder).toBe(false);
    const labels = [1];
    expect(() => without.vary({ pixels: new Uint8Array(784), labels }, 0, 1)).toThrow(/encoder/);
    without.dispose();
    const image = { pixels: new Uint8Array(784), labels };
    expect(() => model.vary(image, 1.1, 1)).toThrow(RangeError);
  });
});
