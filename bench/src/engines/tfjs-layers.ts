/**
 * The network as a person would write it in TensorFlow.js: a layers model, nothing folded, nothing
 * fused, on the package's own start of the WASM SIMD backend (one thread in Node), none of our kernels.
 */
import { fill, type Tensor, tensor2d, tidy } from '@tensorflow/tfjs-core';
import type { Prepared, Workload } from './engine.ts';
import { buildLayersModel } from './layers-model.ts';
import { startWasmBackend } from './wasm-backend.ts';

export async function prepareTfjsLayers(workload: Workload): Promise<Prepared> {
  await startWasmBackend();
  const { network, classIndex, batch, latents } = workload;
  const model = buildLayersModel(network, classIndex);
  return {
    run() {
      return tidy(() => {
        const latent = tensor2d(latents, [batch, latents.length / batch]);
        const classes = fill([batch, 1], classIndex);
        const inputs = model.inputs.length === 1 ? latent : [latent, classes];
        const images = model.predict(inputs, { batchSize: batch }) as Tensor;
        return { values: images.dataSync<'float32'>(), layout: 'NHWC' as const };
      });
    },
    dispose: () => void model.dispose(),
  };
}
