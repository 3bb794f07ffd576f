/**
 * What learns: the networks with their optimizers, and how far they are. A run has one, or one in
 * every worker thread (see `../parallel`); data and the noise drawn for whole batches stay with the
 * run (`run-state.ts`).
 */
import type { Tensor } from '@comfy-edge/model';
import { type AugmentationState, initialAugmentation } from '../augment/adaptive-probability.ts';
import { Adam } from '../backend/adam.ts';
import type { TrainConfig } from '../config/train-config.ts';
import { readParameters } from '../networks/parameters.ts';
import { CheckpointError } from './checkpoint.ts';
import { type NetworkName, Networks, networkNames } from './networks.ts';

export interface Progress {
  step: number;
  /** Real images shown so far. */
  images: number;
  /** Seconds of training, over all resumptions. */
  seconds: number;
  augmentation: AugmentationState;
  /** Steps in a row, up to now, in which the discriminator had nothing to learn. */
  idleSteps: number;
  /** Mean squared error of real images through the encoder and back, after the last epoch. */
  reconstructionError?: number;
  /** The lowest class-feature Fréchet distance so far and the epoch it was measured after. */
  best?: { readonly cfid: number; readonly ganTest: number; readonly epoch: number };
}

/** What of a data set decides the shape and the length of training. */
export interface DataFacts {
  readonly classCount: number;
  /** Images of the data set. */
  readonly imageCount: number;
}

export class Learner {
  readonly config: TrainConfig;
  readonly networks: Networks;
  readonly optimizers: Readonly<Record<NetworkName, Adam>>;
  /** Real images shown in one epoch. */
  readonly epochImages: number;
  progress: Progress;

  constructor(config: TrainConfig, { classCount, imageCount }: DataFacts) {
    const { optimizer, variation } = config;
    this.config = config;
    const augmentation = initialAugmentation(variation.probability);
    this.progress = { step: 0, images: 0, seconds: 0, augmentation, idleSteps: 0 };
    this.networks = new Networks(config, classCount);
    this.epochImages = config.epochImages || imageCount;
    const adam = (learningRate: number) => new Adam({ ...optimizer, learningRate });
    this.optimizers = {
      generator: adam(optimizer.generatorRate),
      discriminator: adam(optimizer.discriminatorRate),
      encoder: adam(optimizer.encoderRate),
    };
  }

  get totalImages(): number {
    return this.config.epochs * this.epochImages;
  }

  /** Share of the run that is done, in [0, 1]. */
  get share(): number {
    return Math.min(1, this.progress.images / this.totalImages);
  }

  /** Every variable, optimizer moment and singular vector by its name in a checkpoint; copies. */
  tensors(): Map<string, Tensor> {
    const tensors = new Map<string, Tensor>(readParameters(this.networks.variables()));
    for (const [name, data] of this.#vectors()) tensors.set(name, { shape: [data.length], data });
    return tensors;
  }

  /**
   * @param tensors what `tensors()` gave
   * @throws CheckpointError if a tensor is missing or of another size
   */
  restoreTensors(tensors: ReadonlyMap<string, Tensor>): void {
    try {
      this.#restore(tensors);
    } catch (cause) {
      if (cause instanceof CheckpointError || !(cause instanceof Error)) throw cause;
      throw new CheckpointError(
        `the checkpoint is of other networks or optimizers (${cause.message}). Resume without the --set that changes them, or choose another --out.`,
        { cause },
      );
    }
  }

  #restore(tensors: ReadonlyMap<string, Tensor>): void {
    this.networks.restore(tensors);
    const vectors = new Map([...tensors].map(([name, { data }]) => [name, data]));
    for (const network of networkNames) {
      const own = withoutPrefix(vectors, `adam/${network}/`);
      this.optimizers[network].restore(own, this.networks.variablesOf(network));
    }
    const { discriminator } = this.networks;
    discriminator.spectralNorm?.restore(withoutPrefix(vectors, 'singular/'));
  }

  #vectors(): Map<string, Float32Array> {
    const vectors = new Map<string, Float32Array>();
    for (const network of networkNames) {
      for (const [name, data] of this.optimizers[network].state()) {
        vectors.set(`adam/${network}/${name}`, data);
      }
    }
    for (const [name, data] of this.networks.discriminator.spectralNorm?.state() ?? []) {
      vectors.set(`singular/${name}`, data);
    }
    return vectors;
  }
}

function withoutPrefix(
  vectors: ReadonlyMap<string, Float32Array>,
  prefix: string,
): Map<string, Float32Array> {
  const own = [...vectors].filter(([name]) => name.startsWith(prefix));
  return new Map(own.map(([name, data]) => [name.slice(prefix.length), data]));
}
