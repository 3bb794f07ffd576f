/**
 * tfjs's WASM backend with the kernels that generation uses (`run/interleave.ts`) and no other: for
 * bundlers of Workers and browsers, which can take the package apart
 * (https://www.tensorflow.org/js/tutorials/deployment/size_optimized_bundles). What is left out was
 * a seventh of the Worker's JavaScript, and its registration a part of every cold start.
 */
import { concatConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Concat.js';
import { reshapeConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Reshape.js';
import { transposeConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Transpose.js';
import { registerKernel } from '@tensorflow/tfjs-core';

for (const config of [concatConfig, reshapeConfig, transposeConfig]) registerKernel(config);

export { BackendWasm } from '@tensorflow/tfjs-backend-wasm/dist/backend_wasm.js';
