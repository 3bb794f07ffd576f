/**
 * A walk through the latents, to see whether neighbours look alike and nothing is learned by heart: from
 * one latent to the next along the sphere and back to the first, the same for every class at once.
 */
import { latentVector, slerp } from '@comfy-edge/model';
import * as tf from '@tensorflow/tfjs-core';
import type { Sheet } from './sample-sheet.ts';
import { oneHotOf, type Sampler } from './sampling.ts';

export interface WalkOptions {
  readonly latentSize: number;
  readonly classCount: number;
  /** Latents that the walk passes. */
  readonly stops?: number;
  /** Frames from one to the next. */
  readonly framesBetween?: number;
}

/** The same in every run; apart from the seeds of the sheets. */
const firstSeed = 2000;
/** More would be too small to see. */
const mostClasses = 25;

/** @returns frames of an endless animation, each an image a class */
export function latentWalk(
  sampler: Sampler,
  { latentSize, classCount, stops = 6, framesBetween = 8 }: WalkOptions,
): readonly Sheet[] {
  const labels = Array.from({ length: Math.min(classCount, mostClasses) }, (_, label) => label);
  const columns = labels.length <= 12 ? Math.ceil(labels.length / 2) : 5;
  const latents = Array.from({ length: stops }, (_, stop) =>
    latentVector({ seed: firstSeed + stop, size: latentSize }),
  );
  return latents.flatMap((from, stop) => {
    const to = latents[(stop + 1) % stops] ?? from;
    return Array.from({ length: framesBetween }, (_, frame): Sheet => {
      const latent = slerp(from, to, frame / framesBetween);
      return { images: decode(sampler, latent, labels, classCount), columns };
    });
  });
}

function decode(
  sampler: Sampler,
  latent: Float32Array,
  labels: readonly number[],
  classCount: number,
): Float32Array {
  const images = tf.tidy(() => {
    const z = tf.tile(tf.tensor2d(latent, [1, latent.length]), [labels.length, 1]);
    return sampler.decode(z, oneHotOf(labels, classCount));
  });
  const values = images.dataSync<'float32'>().slice();
  images.dispose();
  return values;
}
