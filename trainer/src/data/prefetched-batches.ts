/**
 * The same batches as `Batches`, to the bit, prepared some ahead in a thread of their own: reading,
 * shuffling and augmenting cost the training thread nothing but a copy.
 */
import {
  MessageChannel,
  type MessagePort,
  receiveMessageOnPort,
  Worker,
} from 'node:worker_threads';
import { BatchRing, type RingShape } from './batch-ring.ts';
import {
  type Batch,
  Batches,
  type BatchesOptions,
  type BatchesState,
  type BatchSource,
} from './batches.ts';
import { DataError, type DataErrorCode } from './data-error.ts';
import type { DataSet } from './data-set.ts';
import { FilePixels, type Pixels } from './pixels.ts';

/** Batches ahead: enough for an uneven disk, few enough to be no burden. */
const slots = 4;

/** What the thread is given; pixels in shared memory stay where they are. */
export interface PrefetchOrder {
  readonly dataSet: Omit<DataSet, 'pixels'>;
  readonly pixels: Pixels | { readonly path: string; readonly length: number };
  readonly options: BatchesOptions;
  readonly from: BatchesState;
  readonly shape: RingShape;
  readonly memory: SharedArrayBuffer;
  readonly failures: MessagePort;
}

export interface PrefetchFailure {
  readonly code?: DataErrorCode;
  readonly message: string;
}

export class PrefetchedBatches implements BatchSource {
  readonly batchSize: number;
  readonly epochLength: number;
  readonly #worker: Worker;
  readonly #failures: MessagePort;
  readonly #ring: BatchRing;
  #state: BatchesState;
  #waitedMs = 0;

  /** Takes and throws what the constructor of `Batches` does. */
  constructor(dataSet: DataSet, options: BatchesOptions, resumeFrom?: BatchesState) {
    const { batchSize, epochLength, state } = new Batches(dataSet, options, resumeFrom);
    this.batchSize = batchSize;
    this.epochLength = epochLength;
    this.#state = state;
    const { pixels, ...rest } = dataSet;
    const imageSize = dataSet.height * dataSet.width * dataSet.channels;
    const shape: RingShape = { slots, batchSize, imageSize };
    this.#ring = new BatchRing(shape);
    const { port1, port2 } = new MessageChannel();
    this.#failures = port1;
    const order: PrefetchOrder = {
      dataSet: rest,
      pixels: pixels instanceof FilePixels ? { path: pixels.path, length: pixels.length } : pixels,
      options,
      from: state,
      shape,
      memory: this.#ring.memory,
      failures: port2,
    };
    this.#worker = new Worker(new URL('./prefetch-thread.ts', import.meta.url), {
      workerData: order,
      transferList: [port2],
    });
    this.#worker.unref(); // It never ends by itself.
  }

  get state(): BatchesState {
    return this.#state;
  }

  get waitedMs(): number {
    return this.#waitedMs;
  }

  /** @throws DataError if the data set's file fails meanwhile */
  next(): Batch {
    const start = performance.now();
    const wasReady = this.#ring.isReady;
    const next = this.#ring.take(this.#state);
    if (next === undefined) throw this.#failure();
    if (!wasReady) this.#waitedMs += performance.now() - start;
    this.#state = next.after;
    return next.batch;
  }

  close(): void {
    this.#failures.close();
    void this.#worker.terminate();
  }

  #failure(): Error {
    const failure = receiveMessageOnPort(this.#failures)?.message as PrefetchFailure | undefined;
    const message = failure?.message ?? 'unknown reason';
    return failure?.code === undefined ? new Error(message) : new DataError(failure.code, message);
  }
}
