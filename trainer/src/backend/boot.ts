/**
 * Chooses the tfjs backend that training runs on: libtensorflow on a GPU, libtensorflow on the CPU,
 * then the WASM backend completed with our kernels. The native packages are optional dependencies,
 * because their binaries are downloaded at install and cannot be had everywhere; why one was not
 * taken is kept and told.
 */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { bootWasmBackend } from './wasm.ts';
import { registerFusedGradients } from './wasm-kernels/gradients.ts';

/** In the order they are tried. */
export const backendNames = ['tfjs-node-gpu', 'tfjs-node', 'wasm'] as const;

export type BackendName = (typeof backendNames)[number];

export interface BootedBackend {
  readonly name: BackendName;
  /** One line for each backend that was tried, the chosen one last. */
  readonly reason: readonly string[];
}

/** No backend, or not the one that was asked for, can be had; the message lists why. */
export class BackendError extends Error {
  override readonly name = 'BackendError';
}

/**
 * Makes a backend the current one of tfjs.
 *
 * @param forced take this backend or fail
 * @throws BackendError
 */
export async function bootBackend(forced?: BackendName): Promise<BootedBackend> {
  const reason: string[] = [];
  for (const name of forced === undefined ? backendNames : [forced]) {
    try {
      await (name === 'wasm' ? bootWasmBackend() : bootNative(name));
      registerFusedGradients();
      reason.push(`${name}: chosen${forced === undefined ? '' : ' because it was asked for'}`);
      return { name, reason };
    } catch (error) {
      reason.push(`${name}: ${firstLine(error)}`);
    }
  }
  const asked = forced === undefined ? 'a tfjs backend' : `the backend ${forced}`;
  throw new BackendError(`expected ${asked} to start, got none:\n${reason.join('\n')}`);
}

async function bootNative(name: Exclude<BackendName, 'wasm'>): Promise<void> {
  // A process has one libtensorflow: that of tfjs-node-gpu computes on the processor where it has no GPU.
  if (tf.findBackendFactory('tensorflow') === null) await registerNative(name);
  if (!(await tf.setBackend('tensorflow'))) throw new Error('libtensorflow did not start');
  if (name === 'tfjs-node-gpu' && !computesOnGpu(tf.backend())) {
    throw new Error(
      'libtensorflow found no GPU it can use; its own lines above say why (a container needs --gpus all)',
    );
  }
}

async function registerNative(name: string): Promise<void> {
  requireNativeHalf(name);
  // A variable, so that the type checker does not ask for an optional dependency that is absent.
  const specifier = `@tensorflow/${name}`;
  await import(specifier);
  if (tf.findBackendFactory('tensorflow') === null) {
    throw new Error(`loaded, but it registered with another copy of tfjs-core than ours`);
  }
}

/** The binding asks libtensorflow for its devices as it loads: tfjs-node's `nodejs_kernel_backend.ts`. */
function computesOnGpu(backend: object): boolean {
  return 'isUsingGpuDevice' in backend && backend.isUsingGpuDevice === true;
}

/** Importing a package without its binary fails only after it has registered half of itself. */
function requireNativeHalf(name: string): void {
  let directory: string;
  try {
    directory = dirname(createRequire(import.meta.url).resolve(`@tensorflow/${name}/package.json`));
  } catch {
    throw new Error('not installed');
  }
  if (!existsSync(join(directory, 'lib', 'napi-v8', 'tfjs_binding.node'))) {
    const remedy = name === 'tfjs-node' ? '; "npm run setup:tfjs-node" gives it on Linux' : '';
    throw new Error(`installed without its native half${remedy}`);
  }
}

function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split('\n', 1)[0] ?? message;
}
