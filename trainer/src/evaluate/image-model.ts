/**
 * A generator and an encoder in the form they are published in, run in batches on the trainer's
 * backend: the bytes that come out are those the edge serves, up to a level where the order of a sum
 * decides the rounding.
 */
import { latentVector, type Network, RandomStream } from '@comfy-edge/model';
import * as tf from '@tensorflow/tfjs-core';
import { normalizePixels } from '../data/normalize.ts';
import { oneHotOf } from '../loop/sampling.ts';
import { runGraph } from '../networks/run-graph.ts';
import { varyLatent } from '../networks/vary-latent.ts';

const BATCH = 100;

export interface ModelNetworks {
  /** Compiled; `[latent]` → `[height, width, channels]` in [-1, 1]. */
  readonly generator: Network;
  /** Compiled; `[height, width, channels]` → `[2 · latent]`: μ, then log σ². */
  readonly encoder?: Network | undefined;
}

/** Images as bytes, one after another, of these classes. */
export interface LabelledBytes {
  /** `[count, height, width, channels]` u8. */
  readonly pixels: Uint8Array;
  /** `[count]`. */
  readonly labels: ArrayLike<number>;
}

type Variables = ReadonlyMap<string, tf.Tensor>;

/** Holds tensors: dispose it. */
export class ImageModel {
  readonly #networks: ModelNetworks;
  readonly #generator: Variables;
  readonly #encoder: Variables | undefined;

  constructor(networks: ModelNetworks) {
    this.#networks = networks;
    this.#generator = variablesOf(networks.generator);
    this.#encoder = networks.encoder && variablesOf(networks.encoder);
  }

  get hasEncoder(): boolean {
    return this.#encoder !== undefined;
  }

  /** An image of each label; image i is that of seed `firstSeed + i`. `[count, …]` u8. */
  sample(labels: ArrayLike<number>, firstSeed: number): Uint8Array {
    return inBatches(labels, (part, from) => {
      const latents = new Float32Array(part.length * this.#latentSize);
      part.forEach((_, at) => {
        const seed = (firstSeed + from + at) >>> 0;
        const latent = latentVector({ seed, size: this.#latentSize });
        latents.set(latent, at * this.#latentSize);
      });
      return this.#decode(tf.tensor2d(latents, [part.length, this.#latentSize]), part);
    });
  }

  /**
   * Variations of images: through the encoder's mean μ, to z = √(1 − s²) μ + s ε with ε ~ N(0, I),
   * and back. Strength s = 0 is the reconstruction; s = 1 forgets the image and leaves a sample.
   * @throws RangeError without an encoder, or for a strength outside [0, 1]
   */
  vary({ pixels, labels }: LabelledBytes, strength: number, seed: number): Uint8Array {
    const imageSize = pixels.length / labels.length;
    const random = new RandomStream({ seed, stream: 0 });
    return inBatches(labels, (part, from) => {
      const bytes = pixels.subarray(from * imageSize, (from + part.length) * imageSize);
      const mean = this.#encode(normalizePixels(bytes), part.length);
      const noise = tf.tensor2d(random.normals(mean.size), mean.shape);
      return this.#decode(varyLatent(mean, noise, strength), part);
    });
  }

  dispose(): void {
    tf.dispose([...this.#generator.values(), ...(this.#encoder?.values() ?? [])]);
  }

  get #latentSize(): number {
    const [input] = this.#networks.generator.graph.nodes;
    return input?.op === 'input' ? input.shape[0] : 0;
  }

  /** `[batch, latent]` → `[batch, height, width, channels]`. */
  #decode(latent: tf.Tensor, labels: readonly number[]): tf.Tensor {
    const { graph } = this.#networks.generator;
    return runGraph(graph, latent, {
      parameters: this.#generator,
      oneHot: oneHotOf(labels, graph.classCount),
    });
  }

  /** Images in [-1, 1] → their mean μ `[batch, latent]`. */
  #encode(images: Float32Array, count: number): tf.Tensor2D {
    const graph = this.#networks.encoder?.graph;
    const [input] = graph?.nodes ?? [];
    if (graph === undefined || input?.op !== 'input' || this.#encoder === undefined) {
      throw new RangeError('expected a model with an encoder, got one without');
    }
    const posterior = runGraph(graph, tf.tensor(images, [count, ...input.shape]), {
      parameters: this.#encoder,
      oneHot: tf.zeros<tf.Rank.R2>([count, graph.classCount]),
    });
    return tf.slice2d(posterior as tf.Tensor2D, [0, 0], [count, this.#latentSize]);
  }
}

function variablesOf({ weights }: Network): Variables {
  return new Map(
    [...weights].map(([name, { shape, data }]) => [name, tf.tensor(data.slice(), [...shape])]),
  );
}

/** Runs `images` on parts of the labels, as bytes: clamp(⌊(x + 1) · 127.5 + ½⌋, 0, 255). */
function inBatches(
  labels: ArrayLike<number>,
  images: (part: readonly number[], from: number) => tf.Tensor,
): Uint8Array {
  const all = Array.from(labels);
  const parts: Float32Array[] = [];
  for (let from = 0; from < all.length; from += BATCH) {
    const result = tf.tidy(() => images(all.slice(from, from + BATCH), from));
    parts.push(result.dataSync<'float32'>().slice());
    result.dispose();
  }
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    for (const value of part) {
      bytes[at++] = Math.min(255, Math.max(0, Math.floor((value + 1) * 127.5 + 0.5)));
    }
  }
  return bytes;
}
