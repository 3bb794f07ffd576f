/**
 * The whole state of a run: what learns, random streams, the order of the data, progress.
 * `snapshot` and `restore` are each other's inverse to the bit.
 */
import { RandomStream, type RandomStreamState } from '@comfy-edge/model';
import type { TrainConfig } from '../config/train-config.ts';
import {
  Batches,
  type BatchesOptions,
  type BatchesState,
  type BatchSource,
} from '../data/batches.ts';
import type { DataSet } from '../data/data-set.ts';
import { type Checkpoint, CheckpointError } from './checkpoint.ts';
import { Learner, type Progress } from './learner.ts';
import { streams } from './networks.ts';

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

/** Where a run gets its batches from: a thread of their own, or this one. */
export type OpenBatches = (
  dataSet: DataSet,
  options: BatchesOptions,
  resumeFrom?: BatchesState,
) => BatchSource;

export class RunState extends Learner {
  readonly dataSet: DataSet;
  batches: BatchSource;
  noise: RandomStream;
  readonly #openBatches: OpenBatches;
  /** Milliseconds waited for batches of other sizes, earlier in this process. */
  #waitedBeforeMs = 0;

  constructor(
    config: TrainConfig,
    dataSet: DataSet,
    openBatches: OpenBatches = (...options) => new Batches(...options),
  ) {
    super(config, { classCount: dataSet.classes.length, imageCount: dataSet.count });
    this.dataSet = dataSet;
    this.#openBatches = openBatches;
    this.noise = new RandomStream({ seed: config.seed, stream: streams.noise });
    this.batches = this.#batchesOf(config.batches[0]?.size ?? 1);
  }

  /** Goes on with another batch size at the same place of the data. */
  useBatchSize(size: number): void {
    if (size !== this.batches.batchSize) this.#replaceBatches(size, this.batches.state);
  }

  /** Milliseconds that this process has waited for data. */
  get waitedMs(): number {
    return this.#waitedBeforeMs + this.batches.waitedMs;
  }

  snapshot(): Checkpoint {
    const state: SavedState = {
      config: this.config,
      progress: this.progress,
      savedAt: new Date().toISOString(),
      batches: this.batches.state,
      noise: this.noise.state,
      dropoutMasks: this.networks.dropoutMasks.state,
    };
    return { state, tensors: this.tensors() };
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
    this.#replaceBatches(this.batches.batchSize, saved.batches);
    this.restoreTensors(tensors);
    this.progress = saved.progress;
    this.noise = new RandomStream(saved.noise);
    this.networks.dropoutMasks = new RandomStream(saved.dropoutMasks);
  }

  #replaceBatches(batchSize: number, resumeFrom: BatchesState): void {
    const replaced = this.batches;
    this.batches = this.#batchesOf(batchSize, resumeFrom);
    this.#waitedBeforeMs += replaced.waitedMs;
    replaced.close();
  }

  #batchesOf(batchSize: number, resumeFrom?: BatchesState): BatchSource {
    const { seed, augmentation, classBalanced } = this.config;
    const options = { batchSize, seed, stream: streams.data, augmentation, classBalanced };
    return this.#openBatches(this.dataSet, options, resumeFrom);
  }
}
