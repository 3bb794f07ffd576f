/** The engine of portable tests in workerd, where WebAssembly arrives as a module. */
import kernels from '@comfy-edge/kernels/generation.wasm';
import backend from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm';
import { boot } from '../src/boot.ts';

export const engine = await boot({ backend, kernels });
