/**
 * A step of the benchmark's GAN: the discriminator's update (hinge loss on real images and samples),
 * then the generator's, each by Adam, then the moving average of the generator. The same tensors
 * every time: data is not what is timed.
 */
import { RandomStream } from '@comfy-edge/model';
import { Adam, type Averaging, alone, emaUpdate } from '@comfy-edge/trainer/for-bench';
import * as tf from '@tensorflow/tfjs-core';
import { BenchmarkGan, classCount, latentSize } from './benchmark-gan.ts';

export const batchSize = 64;

export interface Losses {
  readonly discriminator: number;
  readonly generator: number;
}

/**
 * @param rank the part of the batch that is taken, from 0
 * @param averaging with the threads that take the other parts
 * @returns takes a step, and gives the losses over the whole batch
 */
export function benchmarkStep(rank = 0, averaging: Averaging = alone): () => Promise<Losses> {
  const gan = new BenchmarkGan(1);
  const { real, latent, oneHot } = inputs(rank, averaging.workers);
  const [forDiscriminator, forGenerator] = [1, 2].map(
    () => new Adam({ learningRate: 1e-4, beta1: 0.5, beta2: 0.99 }),
  ) as [Adam, Adam];
  const averaged = new Map(
    [...gan.generator].map(([name, it]) => [name, tf.variable(it, false, `averaged/${name}`)]),
  );
  const update = async (optimizer: Adam, variables: tf.Variable[], loss: () => tf.Tensor) => {
    const { value, grads } = tf.variableGrads(() => loss() as tf.Scalar, variables);
    const own = value.dataSync()[0] ?? Number.NaN;
    value.dispose();
    const { gradients, scalars } = await averaging.mean({ gradients: grads, scalars: { own } });
    optimizer.step(variables, gradients);
    tf.dispose(gradients);
    return scalars.own ?? Number.NaN;
  };
  return async () => {
    const samples = tf.tidy(() => gan.generate(latent, oneHot));
    const discriminator = await update(forDiscriminator, [...gan.discriminator.values()], () =>
      tf.add(
        tf.mean(tf.relu(tf.sub(1, gan.judge(real, oneHot)))),
        tf.mean(tf.relu(tf.add(1, gan.judge(samples, oneHot)))),
      ),
    );
    samples.dispose();
    const generator = await update(forGenerator, [...gan.generator.values()], () =>
      tf.neg(tf.mean(gan.judge(gan.generate(latent, oneHot), oneHot))),
    );
    for (const [name, shadow] of averaged) {
      const weight = gan.generator.get(name);
      if (weight !== undefined) emaUpdate(shadow, weight, 0.999);
    }
    return { discriminator, generator };
  };
}

/** A worker's part of the batch; drawn for the whole of it. */
function inputs(rank: number, workers: number) {
  const random = new RandomStream({ seed: 2, stream: 0 });
  const size = batchSize / workers;
  const part = (values: Float32Array) => {
    const each = values.length / workers;
    return values.subarray(rank * each, (rank + 1) * each);
  };
  const pixels = random.normals(batchSize * 28 * 28).map((it) => Math.min(1, Math.max(-1, it)));
  const classes = new Float32Array(batchSize * classCount);
  for (let row = 0; row < batchSize; row++) classes[row * classCount + (row % classCount)] = 1;
  return {
    real: tf.tensor4d(part(pixels), [size, 28, 28, 1]),
    latent: tf.tensor2d(part(random.normals(batchSize * latentSize)), [size, latentSize]),
    oneHot: tf.tensor2d(part(classes), [size, classCount]),
  };
}
