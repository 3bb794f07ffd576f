/**
 * For tests: the kernels of a module on a memory of their own, with arrays laid out one behind another and
 * a guard behind each. What no test has written is poison: not a number as a float, nowhere as an address.
 */
import { readFileSync } from 'node:fs';

const FIRST = 1024;
/** Bytes behind every array that belong to nobody. */
const GUARD_BYTES = 64;
const POISON = 0xff;

/** Bytes from an address on. */
export interface Region {
  readonly address: number;
  readonly sizeBytes: number;
}

export class TestMemory<Kernels> {
  readonly kernels: Kernels;
  readonly memory = new WebAssembly.Memory({ initial: 256 });
  #next = FIRST;

  constructor(
    name: 'generation' | 'training',
    instantiate: (module: WebAssembly.Module, memory: WebAssembly.Memory) => Kernels,
  ) {
    const binary = readFileSync(new URL(`../${name}.wasm`, import.meta.url));
    this.kernels = instantiate(new WebAssembly.Module(binary), this.memory);
    new Uint8Array(this.memory.buffer).fill(POISON);
  }

  /** Forgets all arrays. */
  reset(): void {
    this.poison({ address: FIRST, sizeBytes: this.#next - FIRST });
    this.#next = FIRST;
  }

  floats(values: ArrayLike<number>): number {
    const address = this.space(values.length);
    new Float32Array(this.memory.buffer, address, values.length).set(values);
    return address;
  }

  pointers(values: readonly number[]): number {
    const address = this.space(values.length);
    new Uint32Array(this.memory.buffer, address, values.length).set(values);
    return address;
  }

  /** Space for floats or pointers, undefined. */
  space(length: number): number {
    return this.region(4 * length).address;
  }

  region(sizeBytes: number): Region {
    const address = this.#next;
    this.#next = Math.ceil((address + sizeBytes + GUARD_BYTES) / 16) * 16;
    if (this.#next > this.memory.buffer.byteLength) throw new Error('test memory is full');
    return { address, sizeBytes };
  }

  read(address: number, length: number): number[] {
    return [...new Float32Array(this.memory.buffer, address, length)];
  }

  readPointers(address: number, length: number): number[] {
    return [...new Uint32Array(this.memory.buffer, address, length)];
  }

  /** A copy. */
  bytes({ address, sizeBytes }: Region): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.memory.buffer, address, sizeBytes).slice();
  }

  poison({ address, sizeBytes }: Region): void {
    new Uint8Array(this.memory.buffer, address, sizeBytes).fill(POISON);
  }

  /** How many words of a region nobody has written. */
  poisonedWords({ address, sizeBytes }: Region): number {
    return this.readPointers(address, sizeBytes / 4).filter((word) => word === 0xffff_ffff).length;
  }

  /** Where `work` changes bytes outside of the regions that it may write. */
  strays(work: () => void, writable: readonly Region[]): number[] {
    const all = { address: 0, sizeBytes: this.#next };
    const before = this.bytes(all);
    work();
    const after = this.bytes(all);
    for (const { address, sizeBytes } of writable) {
      after.set(before.subarray(address, address + sizeBytes), address);
    }
    if (Buffer.compare(before, after) === 0) return [];
    return Array.from(after.keys()).filter((address) => before[address] !== after[address]);
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
