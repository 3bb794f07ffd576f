/**
 * Differentiable augmentation (Zhao et al. 2020, arXiv:2006.10738): real and generated images are
 * varied alike on their way to the discriminator, and the generator's gradient flows through the
 * variation. So the discriminator cannot learn the training images by heart, and the generator does
 * not learn to make varied ones. Made of products and sums alone: it can be differentiated twice.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Variation } from './draw-variations.ts';

/**
 * @param images `[batch, height, width, channels]` f32 in [-1, 1]
 * @param variations one an image
 * @returns the same shape; shifted-in and blanked places are 0, mid grey, which no image is by
 *   accident: what the variation did stays visible, and so cannot leak into the samples. Colours may
 *   leave [-1, 1]. The caller tidies.
 */
export function varyImages(images: tf.Tensor4D, variations: readonly Variation[]): tf.Tensor4D {
  let x = images;
  if (variations.some((it) => it.brightness !== 0 || it.saturation !== 1 || it.contrast !== 1)) {
    x = colour(x, variations);
  }
  if (variations.some(({ shift: [down, right] }) => down !== 0 || right !== 0)) {
    x = translate(x, variations);
  }
  if (variations.some(({ hole }) => hole.side > 0)) x = cutOut(x, variations);
  return x;
}

/** Brightness, saturation, contrast, in this order. */
function colour(images: tf.Tensor4D, variations: readonly Variation[]): tf.Tensor4D {
  const column = (values: number[]) => tf.tensor4d(values, [values.length, 1, 1, 1]);
  let x: tf.Tensor = tf.add(images, column(variations.map(({ brightness }) => brightness)));
  if (images.shape[3] > 1) {
    const grey = tf.mean(x, 3, true); // [batch, height, width, 1]
    const saturation = column(variations.map((it) => it.saturation));
    x = tf.add(tf.mul(tf.sub(x, grey), saturation), grey);
  }
  const level = tf.mean(x, [1, 2, 3], true); // [batch, 1, 1, 1]
  const contrast = column(variations.map((it) => it.contrast));
  return tf.add(tf.mul(tf.sub(x, level), contrast), level);
}

/** A shift is a product with a matrix of zeros and ones on each side: rows, then columns. */
function translate(images: tf.Tensor4D, variations: readonly Variation[]): tf.Tensor4D {
  const [batch, height, width, channels] = images.shape;
  const rows = shiftMatrices(
    height,
    variations.map(({ shift }) => shift[0]),
  );
  const columns = shiftMatrices(
    width,
    variations.map(({ shift }) => shift[1]),
  );
  const down = tf.matMul(rows, tf.reshape(images, [batch, height, width * channels]));
  const turned = tf.transpose(tf.reshape(down, images.shape), [0, 2, 1, 3]);
  const right = tf.matMul(columns, tf.reshape(turned, [batch, width, height * channels]));
  return tf.transpose(tf.reshape(right, [batch, width, height, channels]), [0, 2, 1, 3]);
}

/** `[batch, length, length]`: row y of matrix b takes place y − shift b, or nothing. */
function shiftMatrices(length: number, shifts: readonly number[]): tf.Tensor3D {
  const values = new Float32Array(shifts.length * length * length);
  for (const [at, shift] of shifts.entries()) {
    for (let to = Math.max(0, shift); to < Math.min(length, length + shift); to++) {
      values[(at * length + to) * length + to - shift] = 1;
    }
  }
  return tf.tensor3d(values, [shifts.length, length, length]);
}

function cutOut(images: tf.Tensor4D, variations: readonly Variation[]): tf.Tensor4D {
  const [batch, height, width] = images.shape;
  const kept = new Float32Array(batch * height * width).fill(1);
  for (const [at, { hole }] of variations.entries()) {
    const { top, left, side } = hole;
    for (let y = Math.max(0, top); y < Math.min(height, top + side); y++) {
      const row = (at * height + y) * width;
      kept.fill(0, row + Math.max(0, left), row + Math.max(0, Math.min(width, left + side)));
    }
  }
  return tf.mul(images, tf.tensor4d(kept, [batch, height, width, 1]));
}
