/**
 * The whole state of a run: networks, optimizers, random streams, the order of the data, progress.
 * `snapshot` and `restore` are each other's inverse to the bit.
 */
import { RandomStream, type RandomStreamState, type Tensor } from '@comfy-edge/model';
import { Adam } from '../backend/adam.ts';
import type { TrainConfig } from '../config/train-config.ts';
import { Batches, type BatchesState } from '../data/batches.ts';
import type { DataSet } from '../data/data-set.ts';
import { readParameters } from '../networks/parameters.ts';
import { type Checkpoint, CheckpointError } from './checkpoint.ts';
import { type NetworkName, Networks, networkNames, streams } from './networks.ts';

export interface Progress {
  step: number;
  /** Real images shown so far. */
  images: number;
  /** Seconds of training, over all resumptions. */
  seconds: number;
  /** The lowest class-feature Fréchet distance so far and the epoch it was measured after. */
  best?: { readonly cfid: number; readonly ganTest: number; readonly epoch: number };
}

/** The JSON half of a checkpoint. */
export interface SavedState {
  readonly config: TrainConfig;
  readonly progress: Progress;
  /** ISO 8601; when the checkpoint was taken. */
  readonly savedAt: string;
  readonly batches: BatchesState;
  readonly noise: RandomStreamState;
  readonly dropoutMasks: RandomStreamState;
}

export class RunState {
  readonly config: TrainConfig;
  readonly dataSet: DataSet;
  readonly networks: Networks;
  readonly optimizers: Readonly<Record<NetworkName, Adam>>;
  progress: Progress = { step: 0, images: 0, seconds: 0 };
  batches: Batches;
  noise: RandomStream;

  constructor(config: TrainConfig, dataSet: DataSet) {
    const { seed, optimizer } = config;
    this.config = config;
    this.dataSet = dataSet;
    this.networks = new Networks(config, dataSet.classes.length);
    this.noise = new RandomStream({ seed, stream: streams.noise });
    this.batches = this.#batchesOf(config.batches[0]?.size ?? 1);
    const adam = (learningRate: number) => new Adam({ ...optimizer, learningRate });
    this.optimizers = {
      generator: adam(optimizer.generatorRate),
      discriminator: adam(optimizer.discriminatorRate),
      encoder: adam(optimizer.encoderRate),
    };
  }

  /** Share of the run that is done, in [0, 1]. */
  get share(): number {
    return Math.min(1, this.progress.images / this.totalImages);
  }

  /** Real images shown in one epoch. */
  get epochImages(): number {
    return this.config.epochImages || this.dataSet.count;
  }

  get totalImages(): number {
    return this.config.epochs * this.epochImages;
  }

  /** Goes on with another batch size at the same place of the data. */
  useBatchSize(size: number): void {
    if (size !== this.batches.batchSize) this.batches = this.#batchesOf(size, this.batches.state);
  }

  snapshot(): Checkpoint {
    const tensors = new Map<string, Tensor>(readParameters(this.networks.variables()));
    for (const [name, data] of this.#vectors()) tensors.set(name, { shape: [data.length], data });
    const state: SavedState = {
      config: this.config,
      progress: this.progress,
      savedAt: new Date().toISOString(),
      batches: this.batches.state,
      noise: this.noise.state,
      dropoutMasks: this.networks.dropoutMasks.state,
    };
    return { state, tensors };
  }

  /**
   * @throws CheckpointError if the checkpoint is another preset's or seed's, or lacks a tensor
   * @throws DataError if the run began with other images
   */
  restore({ state, tensors }: Checkpoint): void {
    const saved = state as SavedState;
    if (saved.config.preset !== this.config.preset) {
      throw new CheckpointError(
        `expected a checkpoint of preset ${this.config.preset}, got one of ${saved.config.preset}. Resume with --preset ${saved.config.preset}, or choose another --out.`,
      );
    }
    if (saved.config.seed !== this.config.seed) {
      throw new CheckpointError(
        `expected a checkpoint of seed ${this.config.seed}, got one of ${saved.config.seed}. Resume with --seed ${saved.config.seed}, or choose another --out.`,
      );
    }
    this.batches = this.#batchesOf(this.batches.batchSize, saved.batches);
    this.networks.restore(tensors);
    const vectors = new Map([...tensors].map(([name, { data }]) => [name, data]));
    for (const network of networkNames) {
      const own = withoutPrefix(vectors, `adam/${network}/`);
      this.optimizers[network].restore(own, this.networks.variablesOf(network));
    }
    const { discriminator } = this.networks;
    discriminator.spectralNorm?.restore(withoutPrefix(vectors, 'singular/'));
    this.progress = saved.progress;
    this.noise = new RandomStream(saved.noise);
    this.networks.dropoutMasks = new RandomStream(saved.dropoutMasks);
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

  #batchesOf(batchSize: number, resumeFrom?: BatchesState): Batches {
    const { seed, augmentation } = this.config;
    const options = { batchSize, seed, stream: streams.data, augmentation };
    return new Batches(this.dataSet, options, resumeFrom);
  }
}

function withoutPrefix(
  vectors: ReadonlyMap<string, Float32Array>,
  prefix: string,
): Map<string, Float32Array> {
  const own = [...vectors].filter(([name]) => name.startsWith(prefix));
  return new Map(own.map(([name, data]) => [name.slice(prefix.length), data]));
}
