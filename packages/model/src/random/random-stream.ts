/**
 * An endless, seekable sequence of random draws for training: order of examples, augmentation,
 * noise. The whole state is three numbers, so a checkpoint resumes it exactly.
 *
 * Philox 4x32-10 (see `philox.ts`), key = (seed, stream); one draw takes half a block, 64 bits.
 */

import { inverseNormal, uniformFromWords } from './gaussian.ts';
import { philox4x32 } from './philox.ts';
import { assertU32 } from './u32.ts';

/** Fourth word of the counter: keeps these draws apart from `latentVector`'s for equal keys. */
const STREAM_DOMAIN = 1;

export interface RandomStreamState {
  /** u32. */
  readonly seed: number;
  /** u32: streams of one seed are independent. */
  readonly stream: number;
  /** Draws taken so far, an integer in [0, 2⁵³). */
  readonly counter: number;
}

export interface RandomStreamOptions {
  readonly seed: number;
  readonly stream: number;
  readonly counter?: number;
}

export class RandomStream {
  readonly #key: readonly [number, number];
  #counter: number;
  #block: readonly [number, number, number, number];
  #blockIndex = -1;

  /** @throws RangeError for a seed or stream that is no u32, or a counter that is no safe integer */
  constructor({ seed, stream, counter = 0 }: RandomStreamOptions) {
    assertU32('seed', seed);
    assertU32('stream', stream);
    if (!Number.isSafeInteger(counter) || counter < 0) {
      throw new RangeError(`expected counter to be an integer in [0, 2^53), got ${counter}`);
    }
    this.#key = [seed, stream];
    this.#counter = counter;
    this.#block = [0, 0, 0, 0];
  }

  /** What the constructor takes to go on exactly here. */
  get state(): RandomStreamState {
    const [seed, stream] = this.#key;
    return { seed, stream, counter: this.#counter };
  }

  /** A number in (0, 1): a multiple of 2⁻⁵³. */
  uniform(): number {
    const [high, low] = this.#draw();
    return uniformFromWords(high, low);
  }

  /** `[count]` f32 standard normals; takes `count` draws. */
  normals(count: number): Float32Array {
    const values = new Float32Array(count);
    for (let i = 0; i < count; i++) values[i] = inverseNormal(this.uniform());
    return values;
  }

  /** `[count]` bytes, every value equally likely; a draw gives eight. */
  bytes(count: number): Uint8Array {
    const draws = Math.ceil(count / 8);
    const view = new DataView(new ArrayBuffer(8 * draws));
    for (let i = 0; i < draws; i++) {
      const [high, low] = this.#draw();
      view.setUint32(8 * i, high);
      view.setUint32(8 * i + 4, low);
    }
    return new Uint8Array(view.buffer, 0, count);
  }

  /**
   * An unbiased integer in [0, below), by rejection: usually one draw, seldom more.
   *
   * @throws RangeError unless `below` is an integer in [1, 2³²]
   */
  integer(below: number): number {
    if (!Number.isInteger(below) || below < 1 || below > 4294967296) {
      throw new RangeError(`expected an integer in [1, 4294967296], got ${below}`);
    }
    const limit = 4294967296 - (4294967296 % below);
    let [word] = this.#draw();
    while (word >= limit) [word] = this.#draw();
    return word % below;
  }

  /** Shuffles in place (Fisher and Yates; Durstenfeld 1964); every order is equally likely. */
  shuffle(values: Uint32Array): void {
    for (let last = values.length - 1; last > 0; last--) {
      const other = this.integer(last + 1);
      const kept = values[last] ?? 0;
      values[last] = values[other] ?? 0;
      values[other] = kept;
    }
  }

  #draw(): readonly [number, number] {
    const blockIndex = Math.floor(this.#counter / 2);
    if (blockIndex !== this.#blockIndex) {
      const high = Math.floor(blockIndex / 4294967296);
      this.#block = philox4x32([blockIndex >>> 0, high, 0, STREAM_DOMAIN], this.#key);
      this.#blockIndex = blockIndex;
    }
    const [a, b, c, d] = this.#block;
    const isFirstHalf = this.#counter % 2 === 0;
    this.#counter += 1;
    return isFirstHalf ? [a, b] : [c, d];
  }
}
