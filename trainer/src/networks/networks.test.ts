/** The trainer's networks are the model package's: what is trained is what is published and run. */
import {
  compile,
  evaluate,
  latentVector,
  outputShape,
  parseGraph,
  RandomStream,
} from '@comfy-edge/model';
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { bootBackend } from '../backend/boot.ts';
import { presets } from '../config/presets.ts';
import { Networks } from '../loop/networks.ts';
import { Sampler } from '../loop/sampling.ts';
import { tinyConfig } from '../loop/tiny-run.fixture.ts';
import { encoderGraph } from './encoder.ts';
import { generatorGraph } from './generator.ts';
import { klLoss, reconstructionLoss } from './losses.ts';
import { createParameters, readParameters } from './parameters.ts';
import { SpectralNorm } from './spectral-norm.ts';

beforeAll(async () => {
  await bootBackend('wasm');
});

afterEach(() => tf.disposeVariables());

describe('graphs', () => {
  it.each(presets)('$preset fits its image size', ({ generator, encoder, image }) => {
    const graph = parseGraph(generatorGraph(generator, image, 10));
    expect(outputShape(graph)).toEqual([image.height, image.width, image.channels]);
    const encoding = parseGraph(encoderGraph(encoder, image, generator.latentSize, 10));
    expect(outputShape(encoding)).toEqual([2 * generator.latentSize]);
  });

  it('refuse an image size that the upsampling does not divide', () => {
    const { generator } = tinyConfig();
    const image = { height: 30, width: 28, channels: 1 };
    expect(() => generatorGraph(generator, image, 10)).toThrow(/divisible by 4, .*got 30×28/);
  });

  it('sample what their compiled form computes', () => {
    const networks = new Networks(tinyConfig(), 10);
    for (const variable of networks.averaged.values()) {
      // Gains and offsets that differ by class, as after training.
      variable.assign(tf.add(variable, tf.randomNormal(variable.shape, 0, 0.3, 'float32', 7)));
    }
    const sampler = new Sampler(networks, 1);
    const compiled = compile({ graph: networks.generatorGraph, weights: sampler.weights() });
    const labels = [3, 9];
    const actual = sampler.sample(labels, 5);
    const expected = labels.flatMap((label, index) => [
      ...evaluate(compiled, latentVector({ seed: 5 + index, size: 6 }), label),
    ]);
    sampler.dispose();
    expect(actual).toHaveLength(expected.length);
    for (const [index, value] of expected.entries()) expect(actual[index]).toBeCloseTo(value, 4);
  });
});

describe('losses', () => {
  it('KL is that of two Gaussians, in nats', () => {
    // KL(N(1, 4) ‖ N(0, 1)) = ½ (4 + 1 − 1 − ln 4)
    const kl = klLoss(tf.tensor2d([[1, 0]]), tf.tensor2d([[Math.log(4), 0]]));
    expect(kl.dataSync()[0]).toBeCloseTo(0.5 * (4 + 1 - 1 - Math.log(4)), 5);
    const none = klLoss(tf.zeros<tf.Rank.R2>([3, 5]), tf.zeros<tf.Rank.R2>([3, 5]));
    expect(none.dataSync()[0]).toBeCloseTo(0, 6);
  });

  it('reconstruction is half the squared distance, averaged over the batch', () => {
    const loss = reconstructionLoss(
      tf.tensor2d([
        [0, 0],
        [1, 1],
      ]),
      tf.tensor2d([
        [3, 4],
        [1, 1],
      ]),
    );
    expect(loss.dataSync()[0]).toBeCloseTo(0.5 * 25 * 0.5, 5);
  });
});

describe('spectral norm', () => {
  it('brings the largest singular value to one', () => {
    const random = new RandomStream({ seed: 3, stream: 0 });
    const parameters = createParameters('test', new Map([['a/kernel', [3, 3, 4, 6]]]), random);
    const norm = new SpectralNorm(parameters, ['a/kernel'], random);
    for (let step = 0; step < 200; step++) norm.advance();
    const [kernel] = parameters.values();
    const normalized = kernel === undefined ? undefined : norm.normalize('a/kernel', kernel);
    expect(normalized).toBeDefined();
    const matrix = tf.reshape(normalized ?? tf.zeros([36, 6]), [36, 6]);
    // Power iteration anew, from another vector.
    let vector = tf.ones([6, 1]) as tf.Tensor2D;
    let sigma = 0;
    for (let step = 0; step < 300; step++) {
      const image = tf.matMul(matrix, tf.matMul(matrix, vector), true);
      sigma = Math.sqrt(tf.norm(image).dataSync()[0] ?? 0);
      vector = tf.div(image, tf.norm(image));
    }
    expect(sigma).toBeCloseTo(1, 3);
  });
});

it('parameters read back as they were written', () => {
  const random = new RandomStream({ seed: 1, stream: 0 });
  const shapes = new Map([
    ['n/gamma', [4]],
    ['n/mean', [4]],
    ['n/beta', [4]],
  ]);
  const read = readParameters(createParameters('read', shapes, random));
  expect([...read.keys()]).toEqual(['n/gamma', 'n/beta']);
  expect(read.get('n/gamma')).toEqual({ shape: [4], data: Float32Array.of(1, 1, 1, 1) });
});
