/**
 * Gradients, as tfjs wants them, of kernels that have a fused gradient kernel. One kernel makes all
 * the gradients of batch normalization, so it runs before tfjs asks for the first of them: tfjs
 * disposes what a closure makes beyond its result.
 */
import * as tf from '@tensorflow/tfjs-core';
import { ourKernels } from './names.ts';

/** Replaces tfjs's gradients where ours are faster or can be differentiated again. */
export function registerFusedGradients(): void {
  // tfjs's own cannot be differentiated again: it selects by `greater`, which has no gradient.
  for (const name of [
    'Sum',
    'Mean',
    'LeakyRelu',
    ourKernels.leakyReluGradient,
    ourKernels.batchNormLeaky,
  ]) {
    if (tf.getGradient(name) !== undefined) tf.unregisterGradient(name);
  }
  tf.registerGradient({
    kernelName: 'LeakyRelu',
    inputsToSave: ['x'],
    gradFunc: (dy, [x], attrs) => ({
      x: () => leakyReluGradient(single(x), single(dy), Number(attrs.alpha)),
    }),
  });
  // Linear in dy, so that the gradient of a gradient (R1) works too.
  tf.registerGradient({
    kernelName: ourKernels.leakyReluGradient,
    inputsToSave: ['x'],
    gradFunc: (ddx, [x], attrs) => ({
      x: () => tf.zerosLike(single(x)),
      dy: () => leakyReluGradient(single(x), single(ddx), Number(attrs.alpha)),
    }),
  });
  tf.registerGradient({
    kernelName: ourKernels.batchNormLeaky,
    inputsToSave: ['x', 'gamma', 'beta'],
    outputsToSave: [false, true, true],
    gradFunc: (dys, [x, gamma, beta, mean, variance], attrs) => {
      const dy = single(Array.isArray(dys) ? dys[0] : dys);
      const inputs = { x, dy, gamma, beta, mean, variance } as tf.NamedTensorMap;
      const gradients = tf
        .engine()
        .runKernel(ourKernels.batchNormLeakyGradient, inputs, attrs) as tf.Tensor[];
      const [dx, dGamma, dBeta] = gradients.map(single);
      return { x: () => single(dx), gamma: () => single(dGamma), beta: () => single(dBeta) };
    },
  });
  for (const kernelName of ['Sum', 'Mean'] as const) {
    tf.registerGradient({
      kernelName,
      inputsToSave: ['x'],
      gradFunc: (dy, [x], attrs) => ({
        x: () => spread(single(dy), single(x), attrs.axis as number | number[], kernelName),
      }),
    });
  }
}

function leakyReluGradient(x: tf.Tensor, dy: tf.Tensor, alpha: number): tf.Tensor {
  if (tf.getKernel(ourKernels.leakyReluGradient, tf.getBackend()) === undefined) {
    return tf.mul(dy, tf.step(x, alpha)); // 1 where positive, alpha elsewhere.
  }
  return tf.engine().runKernel(ourKernels.leakyReluGradient, { x, dy }, { alpha });
}

/** The gradient of a sum or mean: `dy` repeated along the axes. tfjs's uploads a tensor of ones. */
function spread(
  dy: tf.Tensor,
  x: tf.Tensor,
  axis: number | number[],
  kernel: 'Sum' | 'Mean',
): tf.Tensor {
  const axes = tf.util.parseAxisParam(axis, x.shape);
  const kept = x.shape.map((length, index) => (axes.includes(index) ? 1 : length));
  const count = kernel === 'Mean' ? x.size / tf.util.sizeFromShape(kept) : 1;
  return tf.mul(tf.reshape(dy, kept), tf.fill(x.shape, 1 / count));
}

function single(tensor: tf.Tensor | tf.Tensor[] | undefined): tf.Tensor {
  if (tensor instanceof tf.Tensor) return tensor;
  throw new Error(`expected one tensor, got ${tensor === undefined ? 'none' : 'a list'}`);
}
