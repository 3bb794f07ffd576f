/**
 * Proves that `@tensorflow/tfjs-node` trains: loads it, and compares the loss and every gradient of
 * a small network (convolution, transposed convolution, batch normalization: what the trainer
 * uses) with those of tfjs's plain JavaScript backend on the same weights and images. Exits 1 and
 * says which gradient is off otherwise. Run by `setup-tfjs-node.ts`, in a process of its own.
 */
import { createRequire } from 'node:module';
import * as tf from '@tensorflow/tfjs-core';

/** Both backends are f32; they add up in different orders. Relative to a gradient's largest value. */
const TOLERANCE = 1e-4;
const BATCH = 2;

/** Weights by name with their shapes, all drawn from the same seed. */
const SHAPES = {
  project: [6, 4 * 4 * 5],
  gain: [5],
  offset: [5],
  grow: [5, 5, 3, 5],
  shrink: [5, 5, 3, 4],
  judge: [4 * 4 * 4, 1],
} as const satisfies Record<string, readonly number[]>;

type Name = keyof typeof SHAPES;
const NAMES = Object.keys(SHAPES) as Name[];

/** Loss of the network on a fixed latent, a scalar. */
function loss(weights: Record<Name, tf.Tensor>): tf.Scalar {
  const latent = tf.randomNormal([BATCH, 6], 0, 1, 'float32', 99);
  const seed = tf.reshape(tf.matMul(latent, weights.project as tf.Tensor2D), [BATCH, 4, 4, 5]);
  const { mean, variance } = tf.moments(seed, [0, 1, 2]);
  const normal = tf.leakyRelu(
    tf.batchNorm(seed, mean, variance, weights.offset as tf.Tensor1D, weights.gain as tf.Tensor1D),
  ); // [batch, 4, 4, 5]
  const image = tf.tanh(
    tf.conv2dTranspose(
      normal as tf.Tensor4D,
      weights.grow as tf.Tensor4D,
      [BATCH, 8, 8, 3],
      2,
      'same',
    ),
  ); // [batch, 8, 8, 3]
  const features = tf.leakyRelu(
    tf.conv2d(image as tf.Tensor4D, weights.shrink as tf.Tensor4D, 2, 'same'),
  ); // [batch, 4, 4, 4]
  const logits = tf.matMul(tf.reshape(features, [BATCH, 64]), weights.judge as tf.Tensor2D);
  return tf.mean(tf.softplus(tf.neg(logits)));
}

/** Loss and gradients by weight, computed on one backend. */
async function evaluate(backend: string): Promise<Map<string, Float32Array>> {
  if (!(await tf.setBackend(backend))) throw new Error(`backend ${backend} did not start`);
  const results = new Map<string, Float32Array>();
  tf.tidy(() => {
    const weights = NAMES.map((name, index) =>
      tf.randomNormal([...SHAPES[name]], 0, 0.3, 'float32', index + 1),
    );
    const asRecord = (tensors: tf.Tensor[]) =>
      Object.fromEntries(NAMES.map((name, i) => [name, tensors[i]])) as Record<Name, tf.Tensor>;
    const { value, grads } = tf.valueAndGrads((...tensors) => loss(asRecord(tensors)))(weights);
    results.set('loss', Float32Array.from(value.dataSync()));
    for (const [i, name] of NAMES.entries()) {
      results.set(name, Float32Array.from(grads[i]?.dataSync() ?? []));
    }
  });
  return results;
}

function compare(name: string, expected: Float32Array, actual: Float32Array | undefined): void {
  if (expected.length === 0 || actual?.length !== expected.length) {
    throw new Error(`${name}: expected ${expected.length} values, got ${actual?.length ?? 'none'}`);
  }
  const scale = Math.max(...expected.map(Math.abs));
  const difference = Math.max(...expected.map((value, i) => Math.abs(value - (actual[i] ?? NaN))));
  // Written so that NaN fails as well.
  if (!(scale > 0 && difference <= TOLERANCE * scale)) {
    throw new Error(
      `${name}: expected a difference of at most ${TOLERANCE * scale}, got ${difference}`,
    );
  }
  console.log(`  ${name}: ${(difference / scale).toExponential(1)} of its largest value`);
}

// CommonJS, and typed by tfjs-core: what we use of it is what registers itself there.
const native: unknown = createRequire(import.meta.url)('@tensorflow/tfjs-node');
if (native === null || tf.findBackendFactory('tensorflow') === null) {
  throw new Error('@tensorflow/tfjs-node loaded, but registered with another copy of tfjs-core');
}
const reference = await evaluate('cpu');
const measured = await evaluate('tensorflow');
for (const [name, expected] of reference) compare(name, expected, measured.get(name));
