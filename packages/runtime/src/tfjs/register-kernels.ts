/**
 * Our kernels under tfjs's names: what calls `tf.conv2d`, `tf.conv2dTranspose`, `tf.matMul`, their fused
 * forms or a layers model's `predict` gets them without a change. tfjs's own stay below for the calls
 * that ours do not take (`call.ts`).
 *
 * Generation needs none of this: a `Program` calls the kernels itself.
 */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import {
  _FusedMatMul,
  BatchMatMul,
  Conv2D,
  Conv2DBackpropInput,
  FusedConv2D,
  findBackend,
  getKernel,
  type KernelConfig,
  registerKernel,
  unregisterKernel,
} from '@tensorflow/tfjs-core';
import type { Engine } from '../boot.ts';
import {
  type ReadCall,
  readConvolution,
  readMatrixProduct,
  readTransposedConvolution,
} from './call.ts';
import { isFasterInTfjs } from './geometry.ts';
import { LayerCache } from './layer-cache.ts';
import { runCall } from './run-call.ts';

const READERS: readonly (readonly [kernelName: string, read: ReadCall])[] = [
  [Conv2D, readConvolution],
  [FusedConv2D, readConvolution],
  [Conv2DBackpropInput, readTransposedConvolution],
  [BatchMatMul, readMatrixProduct],
  [_FusedMatMul, readMatrixProduct],
];

/** Half of what an isolate has. */
const DEFAULT_MAX_BYTES = 64 * 1024 * 1024;

export interface TfjsKernelsOptions {
  /** Bytes of the WASM heap, a bound for all packed weights, tables and scratch memory together. */
  readonly maxBytes?: number;
}

export interface TfjsKernels {
  /** Calls until now, by whose kernel carried them out. */
  readonly calls: { readonly ours: number; readonly tfjs: number };
  /** Gives tfjs its kernels back and releases all memory. Of several registrations, undo the last first. */
  unregister(): void;
}

/**
 * Results differ from those of tfjs's kernels by rounding, at most 2e-4 of the largest value. Weights
 * are packed when a tensor is first used as a filter or as the right side of a product, and kept until
 * it is disposed or others need the room; `tf.Variable.assign` gives a variable another tensor. What is
 * written into a tensor's memory behind tfjs's back goes unnoticed, as it does with tfjs's own kernels.
 */
export function registerTfjsKernels(
  engine: Engine,
  { maxBytes = DEFAULT_MAX_BYTES }: TfjsKernelsOptions = {},
): TfjsKernels {
  const backend = findBackend('wasm') as BackendWasm;
  const cache = new LayerCache(maxBytes);
  const calls = { ours: 0, tfjs: 0 };
  const originals = READERS.map(([kernelName, read]) => {
    // Undefined in a bundle without it, whatever the type says.
    const original: KernelConfig | undefined = getKernel(kernelName, 'wasm');
    replaceKernel(kernelName, {
      ...original,
      kernelName,
      backendName: 'wasm',
      kernelFunc(params) {
        const call = read(params.inputs, params.attrs ?? {});
        const isTfjs = original !== undefined && call && isFasterInTfjs(call.geometry);
        const output = call && !isTfjs ? runCall(engine, backend, cache, call) : undefined;
        if (output !== undefined) {
          calls.ours++;
          return output;
        }
        if (original === undefined) {
          throw new Error(
            `${kernelName}: expected a call that our kernel takes, got one for tfjs's own, which is ` +
              'not in this bundle: register it with tfjs before the engine boots',
          );
        }
        calls.tfjs++;
        return original.kernelFunc(params);
      },
    });
    return { kernelName, original };
  });
  const unwatch = watchDisposals(backend, (tensor) => cache.forget(tensor));
  let isRegistered = true;
  return {
    calls,
    unregister() {
      if (!isRegistered) return;
      isRegistered = false;
      for (const { kernelName, original } of originals) replaceKernel(kernelName, original);
      unwatch();
      cache.clear();
    },
  };
}

function replaceKernel(kernelName: string, config: KernelConfig | undefined): void {
  if (getKernel(kernelName, 'wasm') !== undefined) unregisterKernel(kernelName, 'wasm');
  if (config !== undefined) registerKernel(config);
}

/** Where the backend tells its own module that bytes are freed, which drops what XNNPACK packed of them. */
function watchDisposals({ wasm: { tfjs } }: BackendWasm, notify: (tensor: number) => void) {
  const { disposeData } = tfjs;
  tfjs.disposeData = (id) => {
    notify(id);
    disposeData(id);
  };
  return () => {
    tfjs.disposeData = disposeData;
  };
}
