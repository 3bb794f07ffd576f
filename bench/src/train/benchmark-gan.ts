/**
 * The network that training is timed on, the same for every backend: a class-conditional GAN for
 * 28×28×1 of plain convolutions. Generator: dense to 7×7×64, two 5×5 transposed convolutions of
 * stride 2 to 64 and 32 channels, batch normalization and LeakyReLU behind each, a 5×5 convolution and
 * tanh. Discriminator: two 5×5 convolutions of stride 2 to 32 and 64 channels, LeakyReLU, one logit;
 * it is shown the class as ten more channels of the image. Some 97 M multiply-adds an image and step.
 */
import { RandomStream } from '@comfy-edge/model';
import { batchNormLeaky, leakyRelu } from '@comfy-edge/trainer/for-bench';
import * as tf from '@tensorflow/tfjs-core';

export const classCount = 10;
export const latentSize = 100;
const slope = 0.2;

type Weights = ReadonlyMap<string, tf.Variable>;

const generatorShapes = {
  'dense/kernel': [latentSize + classCount, 7 * 7 * 64],
  'dense/gamma': [64],
  'dense/beta': [64],
  'up1/kernel': [5, 5, 64, 64], // [height, width, out, in], as in all transposed convolutions
  'up1/gamma': [64],
  'up1/beta': [64],
  'up2/kernel': [5, 5, 32, 64],
  'up2/gamma': [32],
  'up2/beta': [32],
  'image/kernel': [5, 5, 32, 1],
} as const;

const discriminatorShapes = {
  'down1/kernel': [5, 5, 1 + classCount, 32],
  'down2/kernel': [5, 5, 32, 64],
  'logit/kernel': [7 * 7 * 64, 1],
} as const;

export class BenchmarkGan {
  readonly generator: Weights;
  readonly discriminator: Weights;

  /** Weights are the same for the same seed, on every backend. */
  constructor(seed: number) {
    const random = new RandomStream({ seed, stream: 0 });
    this.generator = weights('generator', generatorShapes, random);
    this.discriminator = weights('discriminator', discriminatorShapes, random);
  }

  /** `[batch, latent]` and `[batch, classes]` → `[batch, 28, 28, 1]` in [-1, 1]. */
  generate(latent: tf.Tensor2D, oneHot: tf.Tensor2D): tf.Tensor4D {
    const dense = tf.matMul(tf.concat([latent, oneHot], 1), this.#own('dense/kernel'));
    let x = this.#normalized('dense', tf.reshape(dense, [-1, 7, 7, 64]));
    x = this.#normalized('up1', enlarge(x, this.#own('up1/kernel')));
    x = this.#normalized('up2', enlarge(x, this.#own('up2/kernel')));
    return tf.tanh(tf.conv2d(x, this.#own('image/kernel'), 1, 'same'));
  }

  /** `[batch, 28, 28, 1]` and `[batch, classes]` → logits `[batch, 1]`. */
  judge(images: tf.Tensor4D, oneHot: tf.Tensor2D): tf.Tensor2D {
    const [batch, height, width] = images.shape;
    const classes = tf.reshape(oneHot, [batch, 1, 1, classCount]);
    const planes = tf.mul(classes, tf.ones([batch, height, width, classCount])) as tf.Tensor4D;
    let x = tf.concat([images, planes], 3);
    x = leakyRelu(tf.conv2d(x, this.#own('down1/kernel'), 2, 'same'), slope);
    x = leakyRelu(tf.conv2d(x, this.#own('down2/kernel'), 2, 'same'), slope);
    return tf.matMul(tf.reshape(x, [batch, 7 * 7 * 64]), this.#own('logit/kernel'));
  }

  #normalized(layer: 'dense' | 'up1' | 'up2', x: tf.Tensor4D): tf.Tensor4D {
    const [gamma, beta] = [this.#own(`${layer}/gamma`), this.#own(`${layer}/beta`)];
    return batchNormLeaky({ x, gamma, beta, epsilon: 1e-3, slope }).y as tf.Tensor4D;
  }

  #own<Rank extends tf.Rank>(name: string): tf.Tensor<Rank> {
    const weight = this.generator.get(name) ?? this.discriminator.get(name);
    if (weight === undefined) throw new Error(`expected a weight ${name}, got none`);
    return weight as unknown as tf.Tensor<Rank>;
  }
}

/** `[batch, h, w, in]` → `[batch, 2h, 2w, out]`. */
function enlarge(x: tf.Tensor4D, kernel: tf.Tensor4D): tf.Tensor4D {
  const [batch, height, width] = x.shape;
  return tf.conv2dTranspose(x, kernel, [batch, 2 * height, 2 * width, kernel.shape[2]], 2, 'same');
}

function weights(
  network: string,
  shapes: Readonly<Record<string, readonly number[]>>,
  random: RandomStream,
): Weights {
  return new Map(
    Object.entries(shapes).map(([name, shape]) => {
      const size = shape.reduce((product, extent) => product * extent, 1);
      const values = new Float32Array(size);
      if (name.endsWith('/gamma')) values.fill(1);
      else if (name.endsWith('/kernel')) values.set(random.normals(size).map((it) => it * 0.05));
      const initial = tf.tensor(values, [...shape]);
      const variable = tf.variable(initial, true, `${network}/${name}`);
      initial.dispose();
      return [name, variable];
    }),
  );
}
