/**
 * Batches on their way from the thread that prepares them to the one that trains, through shared
 * memory: a ring of slots with one writer and one reader (Lamport 1977, doi:10.1145/359545.359563).
 *
 * The reader may block without giving the event loop a turn, so a training step stays one synchronous
 * function. Beside each batch travels the state after it, so that the reader can always say where it
 * stands, however far the writer is ahead.
 */
import type { Batch, BatchesState } from './batches.ts';

export interface RingShape {
  /** Batches that may be ready at once. */
  readonly slots: number;
  readonly batchSize: number;
  readonly imageSize: number;
}

/** The parts of a state that change from batch to batch, and the batch's own epoch. */
const numbersPerSlot = 5;
const written = 0;
const taken = 1;
const failed = 2;
/** Longer than any disk takes; then the writer is taken for dead. */
const patienceMs = 120_000;

export class BatchRing {
  readonly memory: SharedArrayBuffer;
  readonly #shape: RingShape;
  /** Batches written and taken so far (mod 2³²), and whether the writer gave up. */
  readonly #counters: Int32Array;
  readonly #numbers: Float64Array;
  readonly #images: Float32Array;
  readonly #labels: Int32Array;

  /** @param memory of the ring of this shape that the other thread has; a new one unless given */
  constructor(shape: RingShape, memory?: SharedArrayBuffer) {
    const { slots, batchSize, imageSize } = shape;
    const numbersAt = 16;
    const imagesAt = numbersAt + slots * numbersPerSlot * 8;
    const labelsAt = imagesAt + slots * batchSize * imageSize * 4;
    this.memory = memory ?? new SharedArrayBuffer(labelsAt + slots * batchSize * 4);
    this.#shape = shape;
    this.#counters = new Int32Array(this.memory, 0, 3);
    this.#numbers = new Float64Array(this.memory, numbersAt, slots * numbersPerSlot);
    this.#images = new Float32Array(this.memory, imagesAt, slots * batchSize * imageSize);
    this.#labels = new Int32Array(this.memory, labelsAt, slots * batchSize);
  }

  /** Writer: waits for a free slot. */
  put({ images, labels, epoch }: Batch, after: BatchesState): void {
    for (;;) {
      const count = Atomics.load(this.#counters, taken);
      if (this.#ready(count) < this.#shape.slots) break;
      Atomics.wait(this.#counters, taken, count);
    }
    const slot = this.#slot(Atomics.load(this.#counters, written));
    this.#images.set(images, slot * images.length);
    this.#labels.set(labels, slot * labels.length);
    const { position, epochStart, random } = after;
    const numbers = [epoch, after.epoch, position, epochStart.counter, random.counter];
    this.#numbers.set(numbers, slot * numbersPerSlot);
    Atomics.add(this.#counters, written, 1);
    Atomics.notify(this.#counters, written);
  }

  /** Writer: there will be no more batches. */
  fail(): void {
    Atomics.store(this.#counters, failed, 1);
    Atomics.notify(this.#counters, written);
  }

  /** Reader: whether `take` would not wait. */
  get isReady(): boolean {
    return this.#ready(Atomics.load(this.#counters, taken)) > 0;
  }

  /**
   * Reader: the next batch and the state after it, waiting for it where it is not ready.
   * @param before the state before it
   * @returns undefined if the writer failed
   * @throws Error if the writer gives no sign of life
   */
  take(before: BatchesState): { batch: Batch; after: BatchesState } | undefined {
    const deadline = performance.now() + patienceMs;
    while (!this.isReady) {
      if (Atomics.load(this.#counters, failed) === 1) return undefined;
      if (performance.now() > deadline) {
        throw new Error(`expected a batch within ${patienceMs / 1000} s, got none from its thread`);
      }
      // Not for ever: a failure changes another number than the one that is watched.
      Atomics.wait(this.#counters, written, Atomics.load(this.#counters, taken), 100);
    }
    const slot = this.#slot(Atomics.load(this.#counters, taken));
    const { batchSize, imageSize } = this.#shape;
    const size = batchSize * imageSize;
    const images = this.#images.slice(slot * size, (slot + 1) * size);
    const labels = this.#labels.slice(slot * batchSize, (slot + 1) * batchSize);
    const [first = 0, epoch = 0, position = 0, start = 0, random = 0] = this.#numbers.subarray(
      slot * numbersPerSlot,
    );
    Atomics.add(this.#counters, taken, 1);
    Atomics.notify(this.#counters, taken);
    const after = {
      ...before,
      epoch,
      position,
      epochStart: { ...before.epochStart, counter: start },
      random: { ...before.random, counter: random },
    };
    return { batch: { images, labels, epoch: first }, after };
  }

  #ready(takenCount: number): number {
    return (Atomics.load(this.#counters, written) - takenCount) | 0;
  }

  #slot(count: number): number {
    return (count >>> 0) % this.#shape.slots;
  }
}
