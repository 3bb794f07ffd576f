/**
 * For tests: the kernels of a module on a memory of their own, with arrays laid out one behind another and
 * a guard behind each. What no test has written is poison: not a number as a float, nowhere as an address.
 *
 * Poison is another one at every address, and a signalling one, which arithmetic changes: a kernel that
 * writes where it should not cannot leave just what was there.
 */
import { readFileSync } from 'node:fs';

const FIRST = 1024;
/** Bytes behind every array that belong to nobody. */
const GUARD_BYTES = 64;
const SIGNALLING_NAN = 0xffa0_0000;

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
    this.poison({ address: 0, sizeBytes: this.memory.buffer.byteLength });
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
    const words = new Uint32Array(this.memory.buffer, address, sizeBytes / 4);
    for (let at = 0; at < words.length; at++) words[at] = poisonAt(address + 4 * at);
  }

  /** How many words of a region nobody has written. */
  poisonedWords({ address, sizeBytes }: Region): number {
    const words = this.readPointers(address, sizeBytes / 4);
    return words.filter((word, at) => word === poisonAt(address + 4 * at)).length;
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

function poisonAt(address: number): number {
  return SIGNALLING_NAN + 1 + ((address / 4) % 0xf_ffff);
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
