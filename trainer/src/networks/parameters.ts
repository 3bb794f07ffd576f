/**
 * The trainable variables of one network, by name, and their initialization: Glorot uniform
 * (Glorot & Bengio 2010) for kernels, ones for gains, zeros for offsets.
 */
import type { RandomStream } from '@comfy-edge/model';
import * as tf from '@tensorflow/tfjs-core';

export type Parameters = ReadonlyMap<string, tf.Variable>;

/**
 * @param shapes by weight name `<node>/<role>`; `mean` and `variance` are left out: they are
 *   measured (see `loop/sampling.ts`), not trained
 * @param network prefixes the tfjs variable names, so that two networks never clash
 */
export function createParameters(
  network: string,
  shapes: ReadonlyMap<string, readonly number[]>,
  random: RandomStream,
): Parameters {
  const parameters = new Map<string, tf.Variable>();
  for (const [name, shape] of shapes) {
    const role = name.slice(name.lastIndexOf('/') + 1);
    if (role === 'mean' || role === 'variance') continue;
    const initial = tf.tensor(initialValues(role, shape, random), [...shape]);
    parameters.set(name, tf.variable(initial, true, `${network}/${name}`));
    initial.dispose();
  }
  return parameters;
}

/** @throws Error naming the variable that is not there */
export function parameter(parameters: ReadonlyMap<string, tf.Tensor>, name: string): tf.Tensor {
  const found = parameters.get(name);
  if (found === undefined) throw new Error(`expected a parameter ${name}, got none of that name`);
  return found;
}

/** Copies of the values, `[name, data]`, for checkpoints and publishing. */
export function readParameters(parameters: ReadonlyMap<string, tf.Tensor>) {
  return new Map(
    [...parameters].map(([name, tensor]) => [
      name,
      { shape: tensor.shape, data: Float32Array.from(tensor.dataSync()) },
    ]),
  );
}

function initialValues(role: string, shape: readonly number[], random: RandomStream): Float32Array {
  const size = shape.reduce((product, extent) => product * extent, 1);
  const values = new Float32Array(size);
  if (role === 'gamma') return values.fill(1);
  if (role === 'beta' || role === 'bias') return values;
  if (role === 'table') return random.normals(size);
  const receptive = shape.slice(0, -2).reduce((product, extent) => product * extent, 1);
  const fans = receptive * ((shape.at(-2) ?? 1) + (shape.at(-1) ?? 1)); // fan-in + fan-out
  const limit = Math.sqrt(6 / fans);
  return values.map(() => (2 * random.uniform() - 1) * limit);
}
