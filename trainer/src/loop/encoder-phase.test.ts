import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { bootBackend } from '../backend/boot.ts';
import { sampleTensor } from '../backend/compare-backends.fixture.ts';
import { reconstructionLoss } from '../networks/losses.ts';
import { reparameterize } from '../networks/reparameterize.ts';
import { encoderPhase } from './encoder-phase.ts';
import { Networks } from './networks.ts';
import { oneHotOf } from './sampling.ts';
import { tinyConfig } from './tiny-run.fixture.ts';

const count = 8;

beforeAll(async () => {
  await bootBackend('wasm');
});

afterEach(() => tf.disposeVariables());

it('decodes as the published generator does, with the statistics of samples', () => {
  const config = tinyConfig(['vae.gamma=0', 'vae.judged=false']);
  const networks = new Networks(config, 2);
  const { latentSize } = config.generator;
  const real = sampleTensor([count, 28, 28, 1], 1) as tf.Tensor4D;
  const oneHot = oneHotOf([0, 1, 0, 1, 0, 1, 0, 1], 2);
  const latent = sampleTensor([count, latentSize], 2) as tf.Tensor2D;
  const posteriorNoise = sampleTensor([count, latentSize], 3) as tf.Tensor2D;
  const paid = encoderPhase(config).loss({
    ...{ networks, real, oneHot, latent, posteriorNoise },
    number: 0,
    share: 1,
    variation: { kinds: [], probability: 0 },
    guards: config.guards,
    fakes: {},
  });
  const { mean, logVariance } = networks.encode(real);
  const drawn = reparameterize(mean, logVariance, posteriorNoise);
  const statistics = networks.statistics(latent, oneHot, networks.averaged);
  const published = new Map<string, tf.Tensor>([...networks.averaged, ...statistics]);
  /** One image at a time, as the edge does: nothing can lean on its neighbours. */
  const decoded = tf
    .split(drawn, count)
    .map((one, index) =>
      networks.generate(one as tf.Tensor2D, oneHot.slice([index, 0], [1, -1]), published),
    );
  const expected = reconstructionLoss(real, tf.concat(decoded)).dataSync()[0] ?? 0;
  expect(paid.pixels?.dataSync()[0]).toBeCloseTo(expected, 2);
});
