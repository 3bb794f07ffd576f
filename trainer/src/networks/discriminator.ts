/**
 * The discriminator: strided convolutions to one logit. The class enters as further channels of the
 * image, one a class, all ones or zeros (Mirza & Osindero 2014, arXiv:1411.1784), or by projection
 * (Miyato & Koyama 2018, arXiv:1802.05637): ⟨embedding of the class, pooled features⟩ is added to
 * the logit.
 * The article's own discriminator takes 28×28×1 whatever its generator makes; this one takes the
 * generator's size. Spectral normalization (Miyato et al. 2018, arXiv:1802.05957) and the standard
 * deviation over the batch as a feature (Karras et al. 2018, arXiv:1710.10196) are ours to switch on;
 * the latter is taken within each class, see `class-deviation.ts`.
 */
import type { RandomStream } from '@comfy-edge/model';
import * as tf from '@tensorflow/tfjs-core';
import { leakyRelu } from '../backend/fused-ops.ts';
import { classDeviation } from './class-deviation.ts';
import type { ImageSize } from './generator.ts';
import { createParameters, type Parameters, parameter } from './parameters.ts';
import { SpectralNorm } from './spectral-norm.ts';

export interface DiscriminatorConfig {
  /** Channels after each halving of the image. */
  readonly widths: readonly number[];
  readonly kernel: number;
  /** After which halvings a residual 3×3 convolution follows. */
  readonly refine: readonly boolean[];
  /** Slope of LeakyReLU. */
  readonly slope: number;
  /** Share of features dropped after each convolution, in [0, 1). */
  readonly dropout: number;
  /** How the class enters. */
  readonly classBy: 'channels' | 'projection';
  readonly spectralNorm: boolean;
  /** Whether it sees how much the images of a class differ within the batch. */
  readonly batchStandardDeviation: boolean;
}

export interface Verdict {
  /** `[batch, 1]`: positive says real. */
  readonly logits: tf.Tensor2D;
  /** The last convolution's activations: what reconstructions are compared in. */
  readonly features: tf.Tensor4D;
}

export class Discriminator {
  readonly parameters: Parameters;
  readonly spectralNorm: SpectralNorm | undefined;
  readonly #config: DiscriminatorConfig;

  constructor(
    config: DiscriminatorConfig,
    image: ImageSize,
    classCount: number,
    random: RandomStream,
  ) {
    this.#config = config;
    const shapes = discriminatorShapes(config, image, classCount);
    this.parameters = createParameters('discriminator', shapes, random);
    if (config.spectralNorm) {
      const constrained = [...shapes.keys()].filter((name) => name.endsWith('/kernel'));
      this.spectralNorm = new SpectralNorm(this.parameters, constrained, random);
    }
  }

  /**
   * @param images `[batch, height, width, channels]` f32 in [-1, 1]
   * @param oneHot `[batch, classes]`
   * @param dropoutMasks draws which features are dropped; without it none is
   */
  judge(images: tf.Tensor4D, oneHot: tf.Tensor2D, dropoutMasks?: RandomStream): Verdict {
    const { widths, refine, slope, dropout, classBy, batchStandardDeviation } = this.#config;
    let x = classBy === 'channels' ? appendClass(images, oneHot) : images;
    for (const index of widths.keys()) {
      const id = `down${index + 1}`;
      const convolved = tf.conv2d(x, this.#kernel(id) as tf.Tensor4D, 2, 'same');
      x = leakyRelu(tf.add(convolved, parameter(this.parameters, `${id}/bias`)), slope);
      if (dropoutMasks !== undefined && dropout > 0) {
        x = tf.mul(x, dropoutMask(x.shape, dropout, dropoutMasks));
      }
      if (refine[index] === true) {
        const id = `refine${index + 1}`;
        const refined = tf.conv2d(x, this.#kernel(id) as tf.Tensor4D, 1, 'same');
        x = tf.add(x, leakyRelu(tf.add(refined, parameter(this.parameters, `${id}/bias`)), slope));
      }
    }
    const features = x; // [batch, height / 2^n, width / 2^n, widths[n - 1]]
    const seen = batchStandardDeviation ? appendDeviation(x, oneHot) : x;
    const flat = tf.reshape(seen, [seen.shape[0], -1]);
    const product = tf.matMul(flat, this.#kernel('logit') as tf.Tensor2D);
    const logits = tf.add(product, parameter(this.parameters, 'logit/bias')) as tf.Tensor2D;
    if (classBy === 'channels') return { logits, features };
    const pooled = tf.sum(seen, [1, 2]); // [batch, channels]
    const rows = tf.matMul(oneHot, parameter(this.parameters, 'class/projection') as tf.Tensor2D);
    const projection = tf.sum(tf.mul(pooled, rows), 1, true); // [batch, 1]
    return { logits: tf.add(logits, projection) as tf.Tensor2D, features };
  }

  #kernel(id: string): tf.Tensor {
    const kernel = parameter(this.parameters, `${id}/kernel`);
    return this.spectralNorm?.normalize(`${id}/kernel`, kernel) ?? kernel;
  }
}

/**
 * A byte decides of each feature: masks of millions are drawn in every step. So the share is a multiple of
 * 1/256, and what is kept is scaled by that.
 */
function dropoutMask(
  shape: tf.Tensor4D['shape'],
  share: number,
  random: RandomStream,
): tf.Tensor4D {
  const size = shape.reduce((product, extent) => product * extent, 1);
  const dropped = Math.round(256 * share);
  const kept = 256 / (256 - dropped);
  const bytes = random.bytes(size);
  const mask = new Float32Array(size);
  for (let i = 0; i < size; i++) mask[i] = (bytes[i] ?? 0) < dropped ? 0 : kept;
  return tf.tensor4d(mask, shape);
}

/** Weight shapes by name. */
export function discriminatorShapes(
  { widths, kernel, refine, classBy, batchStandardDeviation }: DiscriminatorConfig,
  image: ImageSize,
  classCount: number,
): Map<string, readonly number[]> {
  const shapes = new Map<string, readonly number[]>();
  let { height, width } = image;
  let channels = image.channels + (classBy === 'channels' ? classCount : 0);
  for (const [index, filters] of widths.entries()) {
    shapes.set(`down${index + 1}/kernel`, [kernel, kernel, channels, filters]);
    shapes.set(`down${index + 1}/bias`, [filters]);
    if (refine[index] === true) {
      shapes.set(`refine${index + 1}/kernel`, [3, 3, filters, filters]);
      shapes.set(`refine${index + 1}/bias`, [filters]);
    }
    channels = filters;
    height = Math.ceil(height / 2);
    width = Math.ceil(width / 2);
  }
  const seen = channels + (batchStandardDeviation ? 1 : 0);
  shapes.set('logit/kernel', [height * width * seen, 1]);
  shapes.set('logit/bias', [1]);
  if (classBy === 'projection') shapes.set('class/projection', [classCount, seen]);
  return shapes;
}

/** A channel a class: all ones for the image's own, zeros for the others. */
function appendClass(images: tf.Tensor4D, oneHot: tf.Tensor2D): tf.Tensor4D {
  const [batch, height, width] = images.shape;
  const rows = tf.reshape(oneHot, [batch, 1, 1, -1]);
  return tf.concat([images, tf.tile(rows, [1, height, width, 1]) as tf.Tensor4D], 3);
}

/** One more channel, constant over an image: how much the batch's images of its class differ. */
function appendDeviation(x: tf.Tensor4D, oneHot: tf.Tensor2D): tf.Tensor4D {
  const [batch, height, width] = x.shape;
  const rows = tf.reshape(classDeviation(x, oneHot), [batch, 1, 1, 1]);
  return tf.concat([x, tf.tile(rows, [1, height, width, 1]) as tf.Tensor4D], 3);
}
