/**
 * How much the images of one class differ within a batch, as one number a class: the standard deviation of
 * each feature, averaged over features (minibatch standard deviation, Karras et al. 2018,
 * arXiv:1710.10196). Over the whole batch it would mostly say that classes differ, and a generator whose
 * sandals are all alike would not give itself away.
 */
import * as tf from '@tensorflow/tfjs-core';

/**
 * @param features `[batch, …]`
 * @param oneHot `[batch, classes]`
 * @returns `[batch, 1]`: the deviation within the image's class; the least, 0.001, for the only one of its class
 */
export function classDeviation(features: tf.Tensor, oneHot: tf.Tensor2D): tf.Tensor2D {
  const flat = tf.reshape(features, [oneHot.shape[0], -1]) as tf.Tensor2D;
  const counts = tf.sum(oneHot, 0, true).transpose(); // [classes, 1]
  const means = tf.div(sumByClass(oneHot, flat), tf.maximum(counts, 1)) as tf.Tensor2D;
  const centred = tf.sub(flat, tf.matMul(oneHot, means));
  const squares = sumByClass(oneHot, tf.square(centred) as tf.Tensor2D);
  const variance = tf.div(squares, tf.maximum(tf.sub(counts, 1), 1));
  // Away from 0, where a square root's slope has no bound: images of one kind, or a single one.
  const deviation = tf.mean(tf.sqrt(tf.add(variance, 1e-6)), 1, true) as tf.Tensor2D;
  return tf.matMul(oneHot, deviation);
}

function sumByClass(oneHot: tf.Tensor2D, rows: tf.Tensor2D): tf.Tensor2D {
  return tf.matMul(oneHot, rows, true); // [classes, columns]
}
