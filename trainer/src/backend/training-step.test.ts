/** A small conditional GAN step with every operation training uses, on WASM against plain JavaScript. */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { Adam, emaUpdate } from './adam.ts';
import { bootBackend } from './boot.ts';
import { largestDifference, sampleTensor } from './compare-backends.fixture.ts';
import { batchNormLeaky, leakyRelu } from './fused-ops.ts';

const batch = 4;
const classes = 3;

beforeAll(async () => {
  await bootBackend('wasm');
});

type Weights = Readonly<Record<string, tf.Variable>>;

const shapes = {
  dense: [8 + classes, 4 * 4 * 6],
  gamma: [classes, 6],
  beta: [classes, 6],
  up: [4, 4, 5, 6],
  image: [3, 3, 5, 1],
  down: [4, 4, 1, 7],
  bias: [7],
  logit: [4 * 4 * 8, 1],
  projection: [classes, 7],
} as const;

function createWeights(): Weights {
  return Object.fromEntries(
    Object.entries(shapes).map(([name, shape], index) => {
      const initial = tf.tidy(() => tf.mul(sampleTensor(shape, index), 0.5));
      const weight = tf.variable(initial, true, `${name}-${tf.getBackend()}-${Math.random()}`);
      initial.dispose();
      return [name, weight];
    }),
  );
}

function get(weights: Weights, name: keyof typeof shapes): tf.Variable {
  const weight = weights[name];
  if (weight === undefined) throw new Error(`expected a weight ${name}, got none`);
  return weight;
}

function generate(weights: Weights, oneHot: tf.Tensor2D): tf.Tensor4D {
  const latent = tf.concat([sampleTensor([batch, 8], 77) as tf.Tensor2D, oneHot], 1);
  const dense = tf.matMul(latent, get(weights, 'dense') as unknown as tf.Tensor2D);
  const { y } = batchNormLeaky({
    x: tf.reshape(dense, [batch, 4, 4, 6]),
    gamma: tf.add(tf.matMul(oneHot, get(weights, 'gamma') as unknown as tf.Tensor2D), 1),
    beta: tf.matMul(oneHot, get(weights, 'beta') as unknown as tf.Tensor2D),
    epsilon: 1e-3,
    slope: 0.2,
  });
  const up = tf.conv2dTranspose(
    y as tf.Tensor4D,
    get(weights, 'up') as unknown as tf.Tensor4D,
    [batch, 8, 8, 5],
    2,
    'same',
  );
  const kernel = get(weights, 'image') as unknown as tf.Tensor4D;
  return tf.tanh(tf.conv2d(leakyRelu(up, 0.2), kernel, 1, 'same'));
}

function judge(weights: Weights, images: tf.Tensor4D, oneHot: tf.Tensor2D): tf.Tensor {
  const kernel = get(weights, 'down');
  const sigma = tf.sqrt(tf.sum(tf.square(kernel)));
  const normalized = tf.div(kernel, sigma) as tf.Tensor4D;
  const x = leakyRelu(
    tf.add(tf.conv2d(images, normalized, 2, 'same'), get(weights, 'bias')) as tf.Tensor4D,
    0.2,
  );
  const centred = tf.sub(x, tf.mean(x, 0, true));
  const deviation = tf.mean(tf.sqrt(tf.add(tf.mean(tf.square(centred), 0), 1e-8)));
  const channel = tf.mul(tf.ones([batch, 4, 4, 1]), deviation) as tf.Tensor4D;
  const flat = tf.reshape(tf.concat([x, channel], 3), [batch, -1]) as tf.Tensor2D;
  const logit = tf.matMul(flat, get(weights, 'logit') as unknown as tf.Tensor2D);
  const rows = tf.matMul(oneHot, get(weights, 'projection') as unknown as tf.Tensor2D);
  return tf.add(logit, tf.sum(tf.mul(tf.sum(x, [1, 2]), rows), 1, true));
}

/** Losses of both players with hinge, softplus, sigmoid, clipping, selection and an R1 penalty. */
function loss(weights: Weights): tf.Scalar {
  const oneHot = tf.oneHot(tf.tensor1d([0, 2, 1, 2], 'int32'), classes) as tf.Tensor2D;
  const onehotFloat = tf.cast(oneHot, 'float32');
  const fake = generate(weights, onehotFloat);
  const real = tf.clipByValue(sampleTensor([batch, 8, 8, 1], 5), -0.9, 0.9) as tf.Tensor4D;
  const fakeLogits = judge(weights, fake, onehotFloat);
  const realLogits = judge(weights, real, onehotFloat);
  const hinge = tf.mean(tf.relu(tf.sub(1, realLogits)));
  const saturating = tf.mean(tf.softplus(fakeLogits));
  const log = tf.mean(tf.log(tf.add(tf.sigmoid(realLogits), 1e-3)));
  const [mean, logVariance] = tf.split(tf.reshape(fakeLogits, [2, batch / 2]), 2, 0);
  const kl = tf.sum(
    tf.sub(
      tf.add(tf.exp(logVariance as tf.Tensor), tf.square(mean as tf.Tensor)),
      logVariance as tf.Tensor,
    ),
  );
  const padded = tf.pad(fake, [
    [0, 0],
    [1, 1],
    [1, 1],
    [0, 0],
  ]);
  const shifted = tf.slice(padded, [0, 0, 2, 0], [batch, 8, 8, 1]);
  const apart = tf.abs(tf.sub(tf.tile(shifted, [1, 1, 1, 2]), 0.1));
  const selected = tf.mean(
    tf.where(tf.greater(sampleTensor(apart.shape, 9), 0), apart, tf.mul(apart, 0.5)),
  );
  return tf.addN([hinge, saturating, log, tf.mul(kl, 0.01), selected]) as tf.Scalar;
}

test('one backward pass through the whole step agrees', async () => {
  const error = await largestDifference(() => {
    const weights = createWeights();
    const { value, grads } = tf.variableGrads(() => loss(weights), Object.values(weights));
    const ordered = Object.values(weights).map((weight) => grads[weight.name] as tf.Tensor);
    for (const weight of Object.values(weights)) weight.dispose();
    return [value, ...ordered];
  });
  expect(error).toBeLessThan(1e-4);
});

test('a gradient penalty can be differentiated', async () => {
  const error = await largestDifference(() => {
    const weights = createWeights();
    const oneHot = tf.ones([batch, classes]) as tf.Tensor2D;
    const penalty = () => {
      const images = sampleTensor([batch, 8, 8, 1], 5);
      const slope = tf.grad((x) => tf.sum(judge(weights, x as tf.Tensor4D, oneHot)))(images);
      return tf.sum(tf.square(slope)) as tf.Scalar;
    };
    const down = get(weights, 'down');
    const { value, grads } = tf.variableGrads(penalty, [down]);
    const gradient = grads[down.name] as tf.Tensor;
    for (const weight of Object.values(weights)) weight.dispose();
    return [value, gradient];
  });
  expect(error).toBeLessThan(1e-4);
});

function train(steps: number, optimizer: Adam, weights: Weights, average: tf.Variable): void {
  const variables = Object.values(weights);
  for (let step = 0; step < steps; step++) {
    const { value, grads } = tf.variableGrads(() => loss(weights), variables);
    optimizer.step(variables, grads);
    emaUpdate(average, get(weights, 'up'), 0.9);
    tf.dispose([value, grads] as tf.TensorContainer);
  }
}

test('Adam and the moving average agree with their composition', async () => {
  const error = await largestDifference(() => {
    const weights = createWeights();
    const average = tf.variable(get(weights, 'up'), false);
    const optimizer = new Adam({ learningRate: 1e-3, beta1: 0.5, beta2: 0.99 });
    train(3, optimizer, weights, average);
    const results = [...Object.values(weights), average].map((it) => tf.add(it, 0));
    for (const it of [...Object.values(weights), average]) it.dispose();
    optimizer.dispose();
    return results;
  });
  expect(error).toBeLessThan(1e-3); // Three steps of g / √v magnify the gradients' differences.
});

test('the same start gives the same bits, and so does resuming', () => {
  const run = (interrupted: boolean): Float32Array[] => {
    const weights = createWeights();
    const variables = Object.values(weights);
    const average = tf.variable(get(weights, 'up'), false);
    let optimizer = new Adam({ learningRate: 1e-3 });
    train(2, optimizer, weights, average);
    if (interrupted) {
      const state = optimizer.state();
      optimizer.dispose();
      optimizer = new Adam({ learningRate: 1e-3 });
      optimizer.restore(state, variables);
    }
    train(2, optimizer, weights, average);
    const values = [...variables, average].map((it) => Float32Array.from(it.dataSync()));
    optimizer.dispose();
    for (const it of [...variables, average]) it.dispose();
    return values;
  };
  const reference = run(false);
  expect(run(false)).toEqual(reference);
  expect(run(true)).toEqual(reference);
});

test('a variable that shares its values leaves the other one alone', () => {
  const start = tf.tensor1d([1, 2, 3]);
  const variable = tf.variable(start);
  const twin = tf.variable(variable, false);
  const optimizer = new Adam({ learningRate: 0.1 });
  const gradient = tf.tensor1d([1, 1, 1]);
  optimizer.step([variable], { [variable.name]: gradient });
  expect([...start.dataSync()]).toEqual([1, 2, 3]);
  expect([...twin.dataSync()]).toEqual([1, 2, 3]);
  expect(variable.dataSync()[0]).toBeCloseTo(0.9, 5);
  optimizer.dispose();
  tf.dispose([start, variable, twin, gradient]);
});

test('restoring refuses a moment of another size', () => {
  const variable = tf.variable(tf.zeros([3]), true, 'restored');
  const state = new Map([
    ['step', Float32Array.of(1)],
    ['restored/m', new Float32Array(2)],
    ['restored/v', new Float32Array(3)],
  ]);
  const optimizer = new Adam({ learningRate: 0.1 });
  expect(() => optimizer.restore(state, [variable])).toThrow('expected 3 values, got 2');
  variable.dispose();
});
