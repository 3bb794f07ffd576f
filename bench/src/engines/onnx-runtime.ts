/**
 * ONNX Runtime with one thread, as WebAssembly SIMD and as native code (AVX2 and wider where the
 * machine has it). Both get the same folded model and all of their own graph optimizations.
 */
import { type Network, quantize } from '@comfy-edge/model';
import { exportOnnx } from '@comfy-edge/model/exports';
import type {
  InferenceSession,
  InferenceSessionFactory,
  TensorConstructor,
} from 'onnxruntime-common';
import { fixClass } from '../fix-class.ts';
import type { Prepared, Workload } from './engine.ts';

interface Runtime {
  readonly InferenceSession: InferenceSessionFactory;
  readonly Tensor: TensorConstructor;
}

const oneThread: InferenceSession.SessionOptions = {
  graphOptimizationLevel: 'all',
  executionMode: 'sequential',
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
};

export async function prepareOrtWeb(workload: Workload): Promise<Prepared> {
  const runtime = await import('onnxruntime-web');
  runtime.env.wasm.numThreads = 1;
  return prepare(runtime, { ...oneThread, executionProviders: ['wasm'] }, workload);
}

export async function prepareOrtNative(workload: Workload): Promise<Prepared> {
  const runtime = await import('onnxruntime-node');
  return prepare(runtime, { ...oneThread, executionProviders: ['cpu'] }, workload);
}

async function prepare(
  { InferenceSession, Tensor }: Runtime,
  options: InferenceSession.SessionOptions,
  { network, classIndex, batch, latents }: Workload,
): Promise<Prepared> {
  const session = await InferenceSession.create(modelOf(network, classIndex), options);
  const [input = ''] = session.inputNames;
  const [output = ''] = session.outputNames;
  const shape = [batch, latents.length / batch];
  return {
    async run() {
      const results = await session.run({ [input]: new Tensor('float32', latents, shape) });
      const image = results[output];
      if (!(image?.data instanceof Float32Array)) {
        throw new Error(`expected f32 values, got ${image?.type}`);
      }
      return { values: image.data, layout: 'NCHW' };
    },
    dispose: () => session.release(),
  };
}

/** One class and f32, so that nothing is gathered or decoded while it is timed. */
function modelOf(network: Network, classIndex: number): Uint8Array {
  const fixed = fixClass(network, classIndex);
  return exportOnnx({
    graph: fixed.graph,
    weights: quantize(fixed, { kernels: 'float32' }),
    names: { input: 'latent', output: 'image' },
    metadata: new Map(),
  });
}
