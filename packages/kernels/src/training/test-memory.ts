/** For tests: the kernels on a memory of their own, with arrays laid out one behind another. */
import { readFileSync } from 'node:fs';
import { instantiateTrainingKernels, type TrainingKernels } from './training-kernels.ts';

export class TestMemory {
  readonly kernels: TrainingKernels;
  readonly #memory = new WebAssembly.Memory({ initial: 256 });
  #next = 1024;

  constructor() {
    const binary = readFileSync(new URL('../../training.wasm', import.meta.url));
    this.kernels = instantiateTrainingKernels(new WebAssembly.Module(binary), this.#memory);
  }

  /** Forgets all arrays; what they held stays, so that kernels meet garbage where it may be. */
  reset(): void {
    this.#next = 1024;
  }

  floats(values: ArrayLike<number>): number {
    const address = this.space(values.length);
    new Float32Array(this.#memory.buffer, address, values.length).set(values);
    return address;
  }

  /** Space for floats or pointers, undefined. */
  space(length: number): number {
    const address = this.#next;
    this.#next = Math.ceil((address + length * 4) / 16) * 16;
    if (this.#next > this.#memory.buffer.byteLength) throw new Error('test memory is full');
    return address;
  }

  read(address: number, length: number): number[] {
    return [...new Float32Array(this.#memory.buffer, address, length)];
  }

  pointers(values: readonly number[]): number {
    const address = this.space(values.length);
    new Uint32Array(this.#memory.buffer, address, values.length).set(values);
    return address;
  }

  readPointers(address: number, length: number): number[] {
    return [...new Uint32Array(this.#memory.buffer, address, length)];
  }
}

/** Reproducible f32 values in (-1, 1) that follow no simple pattern. */
export function sample(length: number, seed: number): Float32Array {
  let state = (Math.imul(seed, 2654435761) + 12345) >>> 0;
  return Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  });
}

/** `max |actual − expected| / max |expected|`; NaN anywhere gives NaN. */
export function relativeError(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) {
    throw new Error(`expected ${expected.length} values, got ${actual.length}`);
  }
  let largest = 0;
  let scale = 1e-6;
  for (let index = 0; index < actual.length; index++) {
    const wanted = expected[index] ?? Number.NaN;
    largest = Math.max(largest, Math.abs((actual[index] ?? Number.NaN) - wanted));
    scale = Math.max(scale, Math.abs(wanted));
  }
  return largest / scale;
}
