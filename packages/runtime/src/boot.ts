/**
 * Starts tfjs's WASM SIMD backend from a compiled module, in workerd and in Node alike.
 *
 * tfjs-backend-wasm itself fetches bytes and compiles them, which Workers forbid
 * (https://github.com/tensorflow/tfjs/issues/8157). Emscripten's factory takes an `instantiateWasm`
 * hook instead, so nothing is fetched and no global is patched. A bundler for Workers must define
 * `process.versions.node` as `undefined`, or Emscripten's glue believes that it is in Node.
 */

import { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import wasmFactory from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm.js';
import {
  getBackend,
  memory,
  registerBackend,
  removeBackend,
  setBackend,
} from '@tensorflow/tfjs-core';
import { EngineError } from './engine-error.ts';
import { engineId } from './engine-id.gen.ts';
import { withoutNewProcessListeners } from './process-listeners.ts';

/** A running backend. Having one is the proof that `boot` succeeded. */
export interface Engine {
  /** Names everything that determines an image's bytes but the model: wasm, sources, encoder. */
  readonly id: string;
  /** The backend's memory. It grows: never keep a view. */
  readonly memory: WebAssembly.Memory;
  /** Tensors alive now, of this package and of anything else that uses tfjs in the isolate. */
  tensorCount(): number;
}

/** The one boot of this isolate; tfjs has one global registry, so there can be no second. */
let booted: Promise<Engine> | undefined;

/**
 * Boots once per isolate: later calls get the same engine, whatever module they pass. A failed boot
 * is forgotten, so that the next call tries again.
 *
 * @param module `@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm`, compiled
 * @throws EngineError `simd_missing`, `wasm_invalid`, `backend_taken`
 */
export function boot(module: WebAssembly.Module): Promise<Engine> {
  booted ??= start(module).catch((error: unknown) => {
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

type BackendModule = BackendWasm['wasm'];

/** What Emscripten's runtime offers and tfjs's types leave out. */
interface EmscriptenModule {
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

async function start(compiled: WebAssembly.Module): Promise<Engine> {
  assertSimd((bytes) => WebAssembly.validate(bytes));
  if (getBackend() === 'wasm') {
    throw new EngineError(
      'backend_taken',
      'expected tfjs without a current backend, got one whose `wasm` backend already runs',
    );
  }
  const { module, memory: heap } = await instantiate(compiled);
  // Importing tfjs-backend-wasm registered a factory that fetches: ours takes its place.
  removeBackend('wasm');
  registerBackend('wasm', () => new BackendWasm(module), 2);
  if (!(await setBackend('wasm'))) {
    throw new EngineError('wasm_invalid', 'tfjs did not accept the WASM backend');
  }
  return { id: engineId, memory: heap, tensorCount: () => memory().numTensors };
}

async function instantiate(
  compiled: WebAssembly.Module,
): Promise<{ module: BackendModule; memory: WebAssembly.Memory }> {
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
