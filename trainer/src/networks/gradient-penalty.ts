/**
 * R1: half the squared length of the gradient of D's logit with respect to real images (Mescheder et
 * al. 2018, arXiv:1801.04406), which makes the discriminator flat where the data lie. Its gradient with
 * respect to D's weights is one of second order: everything in `logits` must have gradients that can
 * be differentiated again, as our LeakyReLU has (`backend/wasm-kernels/gradients.ts`).
 */
import * as tf from '@tensorflow/tfjs-core';

/**
 * @param logits of images `[batch, height, width, channels]`: `[batch, 1]`
 * @returns ½ E‖∇ₓ logit(x)‖², a scalar; the caller tidies
 */
export function gradientPenalty(
  logits: (images: tf.Tensor4D) => tf.Tensor,
  images: tf.Tensor4D,
): tf.Scalar {
  // Each logit depends on its own image (and little on the batch's deviation), so the gradient of
  // their sum has each image's in its row.
  const slopes = tf.grad((x) => tf.sum(logits(x as tf.Tensor4D)))(images);
  return tf.mul(0.5 / images.shape[0], tf.sum(tf.square(slopes)));
}
