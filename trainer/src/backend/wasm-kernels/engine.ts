/** Our kernels and the tfjs WASM backend whose memory they work in. */
import type { TrainingKernels } from '@comfy-edge/kernels';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { DataType, TensorInfo } from '@tensorflow/tfjs-core';

/** Emscripten's allocator; the heap may grow at any allocation, so no view is ever kept. */
interface Heap {
  _malloc(sizeBytes: number): number;
  _free(address: number): void;
  readonly HEAPU8: Uint8Array;
}

export class WasmEngine {
  readonly kernels: TrainingKernels;
  readonly backend: BackendWasm;
  readonly #heap: Heap;

  constructor(backend: BackendWasm, kernels: TrainingKernels) {
    this.kernels = kernels;
    this.backend = backend;
    this.#heap = backend.wasm as unknown as Heap;
  }

  /** Where the tensor's values begin; valid until it is disposed. */
  address(tensor: TensorInfo): number {
    return this.backend.getMemoryOffset(tensor.dataId);
  }

  /** A tensor with undefined values, the caller's to fill. */
  create(shape: readonly number[], dtype: DataType = 'float32'): TensorInfo {
    return this.backend.makeOutput([...shape], dtype);
  }

  dispose(tensor: TensorInfo): void {
    this.backend.disposeData(tensor.dataId);
  }

  zero(address: number, sizeBytes: number): void {
    this.#heap.HEAPU8.fill(0, address, address + sizeBytes);
  }

  /** Runs `work` with scratch memory of the given sizes in bytes, undefined at first, and frees it. */
  scratch(sizes: readonly number[], work: (...addresses: number[]) => void): void {
    const addresses: number[] = [];
    try {
      for (const size of sizes) {
        const address = this.#heap._malloc(Math.max(size, 16)) >>> 0;
        if (address === 0) throw new Error(`out of WASM memory: could not get ${size} bytes`);
        addresses.push(address);
      }
      work(...addresses);
    } finally {
      for (const address of addresses) this.#heap._free(address);
    }
  }
}

/** Number of values of a shape. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}
