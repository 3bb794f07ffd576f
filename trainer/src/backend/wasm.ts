/**
 * Boots the tfjs WASM backend for training: strict SIMD, one thread, and our kernels in the same
 * memory for everything gradients need that tfjs-backend-wasm lacks or does slowly.
 *
 * Emscripten's factory is given an `instantiateWasm`, so nothing is fetched and nothing global is
 * patched. Single thread by choice: the order of every sum is fixed, so a run repeats bit for bit.
 */
import type { EventEmitter } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { instantiateTrainingKernels } from '@comfy-edge/kernels';
// For its side effect: tfjs-core's Node build registers no gradients, this package does.
import '@tensorflow/tfjs';
import { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { WasmEngine } from './wasm-kernels/engine.ts';
import { ourKernels } from './wasm-kernels/names.ts';
import { registerTrainingKernels } from './wasm-kernels/register.ts';

const require = createRequire(import.meta.url);

type TfjsModule = BackendWasm['wasm'];

/** What Emscripten's runtime offers beside tfjs's functions; tfjs's types leave it out. */
interface EmscriptenModule {
  cwrap<R>(
    name: string,
    result: 'number' | null,
    args: readonly 'number'[],
  ): (...args: number[]) => R;
}

const processEvents = ['uncaughtException', 'unhandledRejection'] as const;

interface FactoryOptions {
  instantiateWasm(
    imports: WebAssembly.Imports,
    done: (instance: WebAssembly.Instance) => void,
  ): Record<string, never>;
}

/** Makes `wasm` the current backend of tfjs; does nothing more when it already is. */
export async function bootWasmBackend(): Promise<void> {
  const registered = tf.getKernel(ourKernels.adamStep, 'wasm') !== undefined;
  if (registered && tf.getBackend() === 'wasm') return;
  const { module, memory } = await instantiate();
  const kernels = instantiateTrainingKernels(
    await compile('@comfy-edge/kernels/training.wasm'),
    memory,
  );
  const backend = new BackendWasm(module);
  // tfjs-backend-wasm registered a factory that fetches; ours takes its place.
  tf.removeBackend('wasm');
  tf.registerBackend('wasm', () => backend, 2);
  if (!(await tf.setBackend('wasm'))) throw new Error('the tfjs WASM backend did not start');
  registerTrainingKernels(new WasmEngine(backend, kernels));
}

async function compile(specifier: string): Promise<WebAssembly.Module> {
  return WebAssembly.compile(new Uint8Array(await readFile(require.resolve(specifier))));
}

async function instantiate(): Promise<{ module: TfjsModule; memory: WebAssembly.Memory }> {
  const compiled = await compile('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm');
  const factory: (
    options: FactoryOptions,
  ) => Promise<
    TfjsModule & EmscriptenModule
  > = require('@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm.js');
  const emitter: EventEmitter = process;
  const listeners = processEvents.map((event) => emitter.listeners(event));
  let memory: WebAssembly.Memory | undefined;
  const module = await factory({
    instantiateWasm(imports, done) {
      const instance = new WebAssembly.Instance(compiled, imports);
      memory = Object.values(instance.exports).find((it) => it instanceof WebAssembly.Memory);
      done(instance);
      return {};
    },
  });
  // Emscripten's handlers only rethrow, and print the whole minified file while doing so.
  for (const [index, event] of processEvents.entries()) {
    for (const listener of emitter.listeners(event)) {
      if (!listeners[index]?.includes(listener)) emitter.off(event, listener as () => void);
    }
  }
  if (memory === undefined) throw new Error('tfjs-backend-wasm-simd.wasm exports no memory');
  // What init() of tfjs-backend-wasm 4.22 attaches (dist/backend_wasm.js).
  module.tfjs = {
    init: module.cwrap('init', null, []),
    initWithThreadsCount: module.cwrap('init_with_threads_count', null, ['number']),
    getThreadsCount: module.cwrap('get_threads_count', 'number', []),
    registerTensor: module.cwrap('register_tensor', null, ['number', 'number', 'number']),
    disposeData: module.cwrap('dispose_data', null, ['number']),
    dispose: module.cwrap('dispose', null, []),
  };
  return { module, memory };
}
