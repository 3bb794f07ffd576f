/**
 * Images from the averaged generator. Its batch normalizations use standing statistics: the mean and
 * variance of many batches, measured after the weights stand still (Brock et al. 2019,
 * arXiv:1809.11096, appendix C), not running averages of weights long gone.
 */
import { latentVector, RandomStream, type Tensor } from '@comfy-edge/model';
import * as tf from '@tensorflow/tfjs-core';
import { readParameters } from '../networks/parameters.ts';
import { runGraph } from '../networks/run-graph.ts';
import { varyLatent } from '../networks/vary-latent.ts';
import { type Networks, streams } from './networks.ts';

const statisticsBatches = 20;
const batchSize = 64;

/** The averaged generator, frozen: weights with `mean` and `variance`. Dispose it after use. */
export class Sampler {
  readonly #networks: Networks;
  readonly #parameters: Map<string, tf.Tensor>;
  readonly #statistics: tf.Tensor[];

  constructor(networks: Networks, seed: number) {
    this.#networks = networks;
    const statistics = standingStatistics(networks, seed);
    this.#parameters = new Map([...networks.averaged, ...statistics]);
    this.#statistics = [...statistics.values()];
  }

  /** `[labels.length, height, width, channels]` f32 in [-1, 1]: image i from seed `firstSeed + i`. */
  sample(labels: ArrayLike<number>, firstSeed: number): Float32Array {
    const { classCount } = this.#networks.generatorGraph;
    const latentSize = latentSizeOf(this.#networks);
    const latents = Array.from(labels, (_, index) =>
      latentVector({ seed: (firstSeed + index) >>> 0, size: latentSize }),
    );
    return concatenate(
      inBatches(labels.length, (from, to) => {
        const images = tf.tidy(() => {
          const chunk = latents.slice(from, to);
          const z = tf.tensor2d(concatenate(chunk), [chunk.length, latentSize]);
          return this.decode(z, oneHotOf(Array.from(labels).slice(from, to), classCount));
        });
        const values = images.dataSync<'float32'>().slice();
        images.dispose();
        return values;
      }),
    );
  }

  /** `[batch, latent]` → images; the caller tidies. */
  decode(latent: tf.Tensor2D, oneHot: tf.Tensor2D): tf.Tensor {
    return runGraph(this.#networks.generatorGraph, latent, {
      parameters: this.#parameters,
      oneHot,
    });
  }

  /** Images through the encoder's mean and back. `[batch, height, width, channels]` both ways. */
  reconstruct(images: tf.Tensor4D, labels: ArrayLike<number>): Float32Array {
    return this.vary(images, labels, { strength: 0, seed: 0 });
  }

  /** The same, but back from a variation of the mean: see `networks/vary-latent.ts`. */
  vary(
    images: tf.Tensor4D,
    labels: ArrayLike<number>,
    { strength, seed }: { readonly strength: number; readonly seed: number },
  ): Float32Array {
    const random = new RandomStream({ seed, stream: streams.samples });
    const decoded = tf.tidy(() => {
      const { mean } = this.#networks.encode(images);
      const noise = tf.tensor2d(random.normals(mean.size), mean.shape);
      const oneHot = oneHotOf(labels, this.#networks.generatorGraph.classCount);
      return this.decode(varyLatent(mean, noise, strength), oneHot);
    });
    const values = decoded.dataSync<'float32'>().slice();
    decoded.dispose();
    return values;
  }

  /** Everything that the published generator needs. */
  weights(): Map<string, Tensor> {
    return readParameters(this.#parameters);
  }

  dispose(): void {
    tf.dispose(this.#statistics);
  }
}

/** `[labels.length, classCount]` f32. */
export function oneHotOf(labels: ArrayLike<number>, classCount: number): tf.Tensor2D {
  const values = new Float32Array(labels.length * classCount);
  for (let row = 0; row < labels.length; row++) values[row * classCount + (labels[row] ?? 0)] = 1;
  return tf.tensor2d(values, [labels.length, classCount]);
}

/** Mean over batches of the batch mean, and of the batch variance; classes in equal shares. */
function standingStatistics(networks: Networks, seed: number): Map<string, tf.Tensor> {
  const random = new RandomStream({ seed, stream: streams.samples });
  const { classCount } = networks.generatorGraph;
  const latentSize = latentSizeOf(networks);
  const sums = new Map<string, tf.Tensor>();
  const add = (name: string, value: tf.Tensor) => {
    const old = sums.get(name);
    sums.set(name, tf.keep(tf.add(old ?? 0, tf.div(value, statisticsBatches))));
    old?.dispose();
  };
  for (let batch = 0; batch < statisticsBatches; batch++) {
    tf.tidy(() => {
      const labels = Array.from({ length: batchSize }, () => random.integer(classCount));
      const latent = tf.tensor2d(random.normals(batchSize * latentSize), [batchSize, latentSize]);
      const oneHot = oneHotOf(labels, classCount);
      const statistics = networks.statistics(latent, oneHot, networks.averaged);
      for (const [name, value] of statistics) add(name, value);
    });
  }
  return sums;
}

function latentSizeOf(networks: Networks): number {
  return networks.generatorGraph.nodes[0]?.op === 'input'
    ? networks.generatorGraph.nodes[0].shape[0]
    : 0;
}

function inBatches<T>(count: number, run: (from: number, to: number) => T): T[] {
  const results: T[] = [];
  for (let from = 0; from < count; from += batchSize) {
    results.push(run(from, Math.min(from + batchSize, count)));
  }
  return results;
}

/** One after the other. */
export function concatenate(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((total, part) => total + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
