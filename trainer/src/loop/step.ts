/** What a phase sees of the present step, and what a step is made of as data. */
import type * as tf from '@tensorflow/tfjs-core';
import { type DrawOptions, drawVariations } from '../augment/draw-variations.ts';
import { varyImages } from '../augment/vary-images.ts';
import type { TrainConfig } from '../config/train-config.ts';
import type { NetworkName, Networks } from './networks.ts';

/** All tensors outlive the step's phases. */
export interface Step {
  readonly networks: Networks;
  /** Steps before this one. */
  readonly number: number;
  /** Of the run that is done, in [0, 1]. */
  readonly share: number;
  /** How what the discriminator is shown is varied. */
  readonly variation: DrawOptions;
  readonly guards: TrainConfig['guards'];
  /** `[batch, height, width, channels]` in [-1, 1]. */
  readonly real: tf.Tensor4D;
  /** `[batch, classes]`: the classes of the real images; samples are drawn for the same. */
  readonly oneHot: tf.Tensor2D;
  /** `[batch, latent]` standard normals. */
  readonly latent: tf.Tensor2D;
  /** `[batch, latent]` standard normals for drawing z' ~ q(z|x). */
  readonly posteriorNoise: tf.Tensor2D;
  /** What the generator phase leaves for the discriminator phase. */
  readonly fakes: { samples?: tf.Tensor4D; reconstructions?: tf.Tensor4D };
}

/** Scalars by name; `total` is minimized, the others are for the record. */
export type LossTerms = { readonly total: tf.Scalar } & Readonly<Record<string, tf.Scalar>>;

export interface Phase {
  readonly updates: NetworkName;
  /** In every so many-th step it runs; undefined: in none at this share of the run. */
  every(share: number): number | undefined;
  loss(step: Step): LossTerms;
}

/** The discriminator's logits `[batch, 1]` for images, varied on their way to it. */
export function judgeVaried(step: Step, images: tf.Tensor4D): tf.Tensor2D {
  const { discriminator, dropoutMasks: random } = step.networks;
  return discriminator.judge(vary(step, images), step.oneHot, random).logits;
}

function vary({ networks, variation }: Step, images: tf.Tensor4D): tf.Tensor4D {
  const { kinds, probability } = variation;
  if (kinds.length === 0 || probability === 0) return images;
  const [count, height, width, channels] = images.shape;
  const size = { height, width, channels };
  return varyImages(images, drawVariations(count, size, variation, networks.dropoutMasks));
}
