/**
 * Spectral normalization (Miyato et al. 2018, arXiv:1802.05957): a kernel divided by its largest
 * singular value, which one step of power iteration a training step follows closely enough. The
 * singular vectors are state: they belong in the checkpoint.
 */
import type { RandomStream } from '@comfy-edge/model';
import * as tf from '@tensorflow/tfjs-core';
import { type Parameters, parameter } from './parameters.ts';

interface SingularVectors {
  /** `[1, fanIn]` */
  left: tf.Tensor2D;
  /** `[1, channels]` */
  right: tf.Tensor2D;
}

export class SpectralNorm {
  readonly #parameters: Parameters;
  readonly #vectors = new Map<string, SingularVectors>();

  constructor(parameters: Parameters, names: readonly string[], random: RandomStream) {
    this.#parameters = parameters;
    for (const name of names) {
      const channels = parameter(parameters, name).shape.at(-1) ?? 1;
      const fanIn = parameter(parameters, name).size / channels;
      this.#vectors.set(name, {
        left: tf.keep(tf.zeros([1, fanIn])),
        right: tf.keep(tf.tensor2d(random.normals(channels), [1, channels])),
      });
    }
    this.advance();
  }

  /** One step of power iteration for every kernel; call it once a discriminator step. */
  advance(): void {
    for (const [name, vectors] of this.#vectors) {
      const [left, right] = tf.tidy(() => {
        const matrix = asMatrix(parameter(this.#parameters, name)); // [fanIn, channels]
        const u = unit(tf.matMul(vectors.right, matrix, false, true)); // [1, fanIn]
        return [u, unit(tf.matMul(u, matrix))]; // v: [1, channels]
      });
      this.#replace(name, left, right);
    }
  }

  /** `kernel / σ`, through which the gradient flows; u and v are constants of it. */
  normalize(name: string, kernel: tf.Tensor): tf.Tensor | undefined {
    const vectors = this.#vectors.get(name);
    if (vectors === undefined) return undefined;
    const projected = tf.matMul(vectors.left, asMatrix(kernel)); // [1, channels]
    const sigma = tf.sum(tf.mul(projected, vectors.right));
    return tf.div(kernel, sigma);
  }

  /** `<name>/left` and `<name>/right`, for checkpoints. */
  state(): Map<string, Float32Array> {
    const state = new Map<string, Float32Array>();
    for (const [name, { left, right }] of this.#vectors) {
      state.set(`${name}/left`, Float32Array.from(left.dataSync()));
      state.set(`${name}/right`, Float32Array.from(right.dataSync()));
    }
    return state;
  }

  /** @throws Error if a vector is missing or of another length */
  restore(state: ReadonlyMap<string, Float32Array>): void {
    for (const [name, vectors] of this.#vectors) {
      const restored = (['left', 'right'] as const).map((side) => {
        const values = state.get(`${name}/${side}`);
        const size = vectors[side].size;
        if (values?.length !== size) {
          throw new Error(
            `spectral norm of ${name}: expected ${size} values, got ${values?.length ?? 'none'}`,
          );
        }
        return tf.tensor2d(values, [1, size]);
      });
      const [left, right] = restored;
      if (left !== undefined && right !== undefined) this.#replace(name, left, right);
    }
  }

  #replace(name: string, left: tf.Tensor2D, right: tf.Tensor2D): void {
    const old = this.#vectors.get(name);
    this.#vectors.set(name, { left: tf.keep(left), right: tf.keep(right) });
    tf.dispose([old?.left, old?.right].filter((it) => it !== undefined));
  }
}

function asMatrix(kernel: tf.Tensor): tf.Tensor2D {
  return tf.reshape(kernel, [-1, kernel.shape.at(-1) ?? 1]);
}

function unit(vector: tf.Tensor2D): tf.Tensor2D {
  return tf.div(vector, tf.add(tf.sqrt(tf.sum(tf.square(vector))), 1e-12));
}
