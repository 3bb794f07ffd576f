import { RandomStream } from '@comfy-edge/model';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { bootBackend } from '../backend/boot.ts';
import { varyLatent } from './vary-latent.ts';

beforeAll(async () => {
  await bootBackend('wasm');
});

it.each([
  0, 0.3, 0.8, 1,
])('at strength %s keeps a standard normal one, and as much of it', (strength) => {
  const random = new RandomStream({ seed: 1, stream: 0 });
  const normals = () => tf.tensor2d(random.normals(20_000), [20, 1000]);
  const [variance, kept] = tf.tidy(() => {
    const latent = normals();
    const varied = varyLatent(latent, normals(), strength);
    return [tf.mean(tf.square(varied)), tf.mean(tf.mul(varied, latent))].map(
      (it) => it.dataSync()[0] ?? Number.NaN,
    );
  });
  expect(variance).toBeCloseTo(1, 1);
  expect(kept).toBeCloseTo(Math.sqrt(1 - strength ** 2), 1);
});
