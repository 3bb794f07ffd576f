/**
 * Starts tfjs's WASM SIMD backend from a compiled module, and our kernels on its memory, in workerd and in
 * Node alike.
 *
 * tfjs-backend-wasm itself fetches bytes and compiles them, which Workers forbid
 * (https://github.com/tensorflow/tfjs/issues/8157). Emscripten's factory takes an `instantiateWasm`
 * hook instead, so nothing is fetched and no global is patched. A bundler for Workers must define
 * `process.versions.node` as `undefined`, or Emscripten's glue believes that it is in Node.
 */

import {
  type Address,
  type GenerationKernels,
  instantiateGenerationKernels,
} from '@comfy-edge/kernels';
import wasmFactory from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm.js';
import {
  findBackendFactory,
  getBackend,
  memory,
  registerBackend,
  removeBackend,
  setBackend,
} from '@tensorflow/tfjs-core';
import { BackendWasm } from '#backend';
import { EngineError } from './engine-error.ts';
import { engineId } from './engine-id.gen.ts';
import { withoutNewProcessListeners } from './process-listeners.ts';

/** A running backend. Having one is the proof that `boot` succeeded. */
export interface Engine {
  /** Names everything that determines an image's bytes but the model: wasm, sources, encoder. */
  readonly id: string;
  /** The backend's memory, which our kernels share. It grows: never keep a view. */
  readonly memory: WebAssembly.Memory;
  readonly kernels: GenerationKernels;
  /**
   * Takes bytes of that memory, at a multiple of 64.
   * @throws EngineError `budget_exceeded` when the heap cannot grow so far
   */
  allocate(sizeBytes: number): Address;
  /** Gives back what `allocate` gave. */
  release(address: Address): void;
  /** What `allocate` gave and nobody has given back. */
  allocatedBytes(): number;
  /** Tensors alive now, of this package and of anything else that uses tfjs in the isolate. */
  tensorCount(): number;
}

/** The one boot of this isolate; tfjs has one global registry, so there can be no second. */
let booted: Promise<Engine> | undefined;

/** Compiled WebAssembly: Workers may compile nothing themselves. */
export interface EngineModules {
  /** `@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm` */
  readonly backend: WebAssembly.Module;
  /** `@comfy-edge/kernels/generation.wasm` */
  readonly kernels: WebAssembly.Module;
}

/**
 * Boots once per isolate: later calls get the same engine, whatever modules they pass. A failed boot
 * is forgotten, so that the next call tries again.
 *
 * @throws EngineError `simd_missing`, `wasm_invalid`, `backend_taken`
 */
export function boot(modules: EngineModules): Promise<Engine> {
  booted ??= start(modules).catch((error: unknown) => {
    booted = undefined;
    throw error;
  });
  return booted;
}

/**
 * The smallest module with a SIMD instruction, of wasm-feature-detect
 * (https://github.com/GoogleChromeLabs/wasm-feature-detect).
 */
const SIMD_PROBE = Uint8Array.of(
  ...[0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3],
  ...[2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11],
);

/** @throws EngineError `simd_missing` */
export function assertSimd(validate: (bytes: Uint8Array<ArrayBuffer>) => boolean): void {
  if (validate(SIMD_PROBE)) return;
  throw new EngineError(
    'simd_missing',
    'expected a runtime with WebAssembly SIMD, got one without: use Node 22, workerd, or a browser of 2023 or later',
  );
}

/** A cache line. */
const ALIGNMENT = 64;

type BackendModule = BackendWasm['wasm'];

/** What Emscripten's runtime offers and tfjs's types leave out. */
interface EmscriptenModule {
  _malloc(sizeBytes: number): Address;
  _free(address: Address): void;
  cwrap<R extends 'number' | null>(
    name: string,
    result: R,
    args: readonly 'number'[],
  ): (...args: number[]) => R extends null ? void : number;
}

type Factory = (options: {
  instantiateWasm(
    imports: WebAssembly.Imports,
    done: (instance: WebAssembly.Instance) => void,
  ): Record<string, never>;
}) => Promise<BackendModule & EmscriptenModule>;

/** The package's types declare an ES default export; the file is CommonJS and exports the function. */
const createModule = wasmFactory as unknown as Factory;

async function start(modules: EngineModules): Promise<Engine> {
  assertSimd((bytes) => WebAssembly.validate(bytes));
  if (getBackend() === 'wasm') {
    throw new EngineError(
      'backend_taken',
      'expected tfjs without a current backend, got one whose `wasm` backend already runs',
    );
  }
  const { module, memory: heap } = await instantiate(modules.backend);
  const kernels = startKernels(modules.kernels, heap);
  // Importing the whole of tfjs-backend-wasm registered a factory that fetches: ours takes its place.
  if (findBackendFactory('wasm')) removeBackend('wasm');
  registerBackend('wasm', () => new BackendWasm(module), 2);
  if (!(await setBackend('wasm'))) {
    throw new EngineError('wasm_invalid', 'tfjs did not accept the WASM backend');
  }
  return {
    id: engineId,
    memory: heap,
    kernels,
    ...allocator(module),
    tensorCount: () => memory().numTensors,
  };
}

function startKernels(compiled: WebAssembly.Module, heap: WebAssembly.Memory): GenerationKernels {
  try {
    return instantiateGenerationKernels(compiled, heap);
  } catch (cause) {
    throw new EngineError('wasm_invalid', `the kernels did not start: ${cause}`, { cause });
  }
}

/** The backend's own heap: blocks of ours and tensors of tfjs never meet. */
function allocator({ _malloc, _free }: EmscriptenModule) {
  const taken = new Map<Address, { readonly start: Address; readonly sizeBytes: number }>();
  return {
    allocate(sizeBytes: number): Address {
      const start = _malloc(sizeBytes + ALIGNMENT);
      if (start === 0) {
        throw new EngineError(
          'budget_exceeded',
          `expected a heap with ${sizeBytes} bytes to spare`,
        );
      }
      const address = Math.ceil(start / ALIGNMENT) * ALIGNMENT;
      taken.set(address, { start, sizeBytes });
      return address;
    },
    release(address: Address): void {
      const block = taken.get(address);
      if (block === undefined) throw new Error(`expected an allocated address, got ${address}`);
      taken.delete(address);
      _free(block.start);
    },
    allocatedBytes(): number {
      let sum = 0;
      for (const { sizeBytes } of taken.values()) sum += sizeBytes;
      return sum;
    },
  };
}

async function instantiate(
  compiled: WebAssembly.Module,
): Promise<{ module: BackendModule & EmscriptenModule; memory: WebAssembly.Memory }> {
  let heap: WebAssembly.Memory | undefined;
  try {
    const loading = withoutNewProcessListeners(() =>
      createModule({
        instantiateWasm(imports, done) {
          const instance = new WebAssembly.Instance(compiled, imports);
          heap = Object.values(instance.exports).find((it) => it instanceof WebAssembly.Memory);
          done(instance);
          return {};
        },
      }),
    );
    const module = await loading;
    // What init() of tfjs-backend-wasm 4.22 attaches, dist/backend_wasm.js.
    module.tfjs = {
      init: module.cwrap('init', null, []),
      initWithThreadsCount: module.cwrap('init_with_threads_count', null, ['number']),
      getThreadsCount: module.cwrap('get_threads_count', 'number', []),
      registerTensor: module.cwrap('register_tensor', null, ['number', 'number', 'number']),
      disposeData: module.cwrap('dispose_data', null, ['number']),
      dispose: module.cwrap('dispose', null, []),
    };
    if (heap === undefined) throw new Error('expected an exported memory, got none');
    return { module, memory: heap };
  } catch (cause) {
    throw new EngineError('wasm_invalid', `the WASM backend did not start: ${cause}`, { cause });
  }
}
