/**
 * The three networks of a run with the averaged generator beside them: what the phases call and the
 * checkpoints keep.
 */
import { type Graph, RandomStream, type Tensor, weightShapes } from '@comfy-edge/model';
import * as tf from '@tensorflow/tfjs-core';
import type { TrainConfig } from '../config/train-config.ts';
import { Discriminator } from '../networks/discriminator.ts';
import { encoderGraph } from '../networks/encoder.ts';
import { generatorGraph } from '../networks/generator.ts';
import { createParameters, type Parameters } from '../networks/parameters.ts';
import { runGraph } from '../networks/run-graph.ts';
import { CheckpointError } from './checkpoint.ts';

export const networkNames = ['generator', 'discriminator', 'encoder'] as const;

export type NetworkName = (typeof networkNames)[number];

/** Streams of one seed: each purpose draws from its own, so that none disturbs another. */
export const streams = {
  ...{ weights: 0, data: 1, noise: 2, dropout: 3, samples: 4 },
  /** Of classes that the weights a run begins with did not have. */
  newClasses: 5,
} as const;

export class Networks {
  readonly generatorGraph: Graph;
  readonly encoderGraph: Graph;
  readonly generator: Parameters;
  /** Exponential moving average of the generator: what is sampled and published. */
  readonly averaged: Parameters;
  readonly encoder: Parameters;
  readonly discriminator: Discriminator;
  /** Replaced in every step, and when a checkpoint is restored. */
  dropoutMasks: RandomStream;

  constructor(config: TrainConfig, classCount: number) {
    const { image, seed } = config;
    const random = new RandomStream({ seed, stream: streams.weights });
    this.dropoutMasks = new RandomStream({ seed, stream: streams.dropout });
    this.generatorGraph = generatorGraph(config.generator, image, classCount);
    this.encoderGraph = encoderGraph(
      config.encoder,
      image,
      config.generator.latentSize,
      classCount,
    );
    this.generator = createParameters('generator', weightShapes(this.generatorGraph), random);
    this.averaged = new Map(
      [...this.generator].map(([name, variable]) => [
        name,
        tf.variable(variable, false, `averaged/${name}`),
      ]),
    );
    this.encoder = createParameters('encoder', weightShapes(this.encoderGraph), random);
    this.discriminator = new Discriminator(config.discriminator, image, classCount, random);
  }

  /** The variables that a phase moves. */
  variablesOf(network: NetworkName): tf.Variable[] {
    const parameters = network === 'discriminator' ? this.discriminator.parameters : this[network];
    return [...parameters.values()];
  }

  /** Every variable, the averaged generator's included, by its name in a checkpoint. */
  variables(): Map<string, tf.Variable> {
    const trained = networkNames.flatMap((network) => this.variablesOf(network));
    return new Map([...trained, ...this.averaged.values()].map((it) => [it.name, it]));
  }

  /** @throws CheckpointError if a variable is missing or of another size */
  restore(tensors: ReadonlyMap<string, Tensor>): void {
    for (const [name, variable] of this.variables()) {
      const saved = tensors.get(name);
      if (saved?.data.length !== variable.size) {
        throw new CheckpointError(
          `expected ${name} with ${variable.size} values, got ${saved?.data.length ?? 'none'}. The networks differ from those of the checkpoint: use the settings it was made with.`,
        );
      }
      const value = tf.tensor(saved.data, variable.shape);
      variable.assign(value);
      value.dispose();
    }
  }

  /**
   * `[batch, latent]` → `[batch, height, width, channels]` in [-1, 1]. Normalized by the batch's statistics,
   * unless the parameters have others beside them.
   */
  generate(
    latent: tf.Tensor2D,
    oneHot: tf.Tensor2D,
    parameters: ReadonlyMap<string, tf.Tensor> = this.generator,
  ): tf.Tensor4D {
    return runGraph(this.generatorGraph, latent, { parameters, oneHot }) as tf.Tensor4D;
  }

  /** `<node>/mean` and `<node>/variance` of each normalization in the generator, over one batch. */
  statistics(
    latent: tf.Tensor2D,
    oneHot: tf.Tensor2D,
    parameters: Parameters,
  ): Map<string, tf.Tensor1D> {
    const statistics = new Map<string, tf.Tensor1D>();
    runGraph(this.generatorGraph, latent, {
      parameters,
      oneHot,
      onStatistics(id, mean, variance) {
        statistics.set(`${id}/mean`, mean).set(`${id}/variance`, variance);
      },
    });
    return statistics;
  }

  /** `[batch, height, width, channels]` → mean and log variance of q(z|x), each `[batch, latent]`. */
  encode(images: tf.Tensor4D): { mean: tf.Tensor2D; logVariance: tf.Tensor2D } {
    const unconditional = tf.zeros<tf.Rank.R2>([images.shape[0], 1]);
    const posterior = runGraph(this.encoderGraph, images, {
      parameters: this.encoder,
      oneHot: unconditional,
    });
    const [mean, logVariance] = tf.split(posterior, 2, 1) as [tf.Tensor2D, tf.Tensor2D];
    return { mean, logVariance };
  }
}
