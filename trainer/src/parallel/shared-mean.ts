/**
 * The mean of equally long vectors of several threads, through memory they share: an all-reduce.
 *
 * Every thread writes its vector into its own slot, waits until all have, and adds the slots up
 * itself, always in the order of ranks: all get the same bits, whichever came last. Slots are
 * doubled and used in turn: a thread that is a whole turn ahead waits for the slowest before it
 * would write where that one may still be reading.
 *
 * Waiting is asynchronous (`Atomics.waitAsync`), so that a thread hears of another's end meanwhile.
 */

/** Places in the control words. */
const arrived = 0;
const turn = 1;
const stopped = 2;
const controlBytes = 64;

/** The others will not come: one of them stopped, or the run is over. */
export class MeanAbandoned extends Error {
  override readonly name = 'MeanAbandoned';
}

export class SharedMean {
  /** What the other threads build theirs of. */
  readonly memory: SharedArrayBuffer;
  readonly #control: Int32Array;
  /** By parity of the turn, then by rank. */
  readonly #slots: readonly (readonly Float32Array[])[];
  readonly #rank: number;

  /** @param memory from `sharedMeanMemory`, the same for all */
  constructor(memory: SharedArrayBuffer, rank: number, threads: number) {
    this.memory = memory;
    this.#control = new Int32Array(memory, 0, controlBytes / 4);
    this.#rank = rank;
    const length = (memory.byteLength - controlBytes) / 4 / 2 / threads;
    this.#slots = [0, 1].map((parity) =>
      Array.from({ length: threads }, (_, index) => {
        const first = (parity * threads + index) * length;
        return new Float32Array(memory, controlBytes + 4 * first, length);
      }),
    );
  }

  /**
   * @param vectors gives views of this thread's, which one after the other are what is averaged; every
   *   thread has the same lengths in the same order. They become the means. Asked before and after
   *   the wait: views of a WASM heap do not outlive its growth.
   * @throws MeanAbandoned
   */
  async mean(vectors: () => readonly Float32Array[]): Promise<void> {
    const slots = this.#slots[Atomics.load(this.#control, turn) & 1] ?? [];
    let at = 0;
    for (const vector of vectors()) {
      slots[this.#rank]?.set(vector, at);
      at += vector.length;
    }
    await this.#meet();
    at = 0;
    for (const vector of vectors()) {
      meanOf(slots, at, vector);
      at += vector.length;
    }
  }

  /** Ends every present and future wait of every thread. */
  abandon(): void {
    Atomics.store(this.#control, stopped, 1);
    Atomics.add(this.#control, turn, 1);
    Atomics.notify(this.#control, turn);
  }

  async #meet(): Promise<void> {
    const control = this.#control;
    const now = Atomics.load(control, turn);
    if (Atomics.add(control, arrived, 1) === (this.#slots[0]?.length ?? 1) - 1) {
      Atomics.store(control, arrived, 0);
      Atomics.add(control, turn, 1);
      Atomics.notify(control, turn);
    }
    while (Atomics.load(control, turn) === now && Atomics.load(control, stopped) === 0) {
      await Atomics.waitAsync(control, turn, now).value;
    }
    if (Atomics.load(control, stopped) !== 0) {
      throw new MeanAbandoned('expected every worker to give its part, but one of them stopped');
    }
  }
}

/** @param length most numbers of one thread that are averaged at once */
export function sharedMeanMemory(length: number, threads: number): SharedArrayBuffer {
  return new SharedArrayBuffer(controlBytes + 4 * length * threads * 2);
}

function meanOf(slots: readonly Float32Array[], at: number, result: Float32Array): void {
  for (const [rank, slot] of slots.entries()) {
    const part = slot.subarray(at, at + result.length);
    if (rank === 0) result.set(part);
    else addScaled(result, part, rank === slots.length - 1 ? 1 / slots.length : 1);
  }
}

/** `sums ← (sums + part) · factor` */
function addScaled(sums: Float32Array, part: Float32Array, factor: number): void {
  for (let index = 0; index < sums.length; index++) {
    sums[index] = ((sums[index] ?? 0) + (part[index] ?? 0)) * factor;
  }
}
