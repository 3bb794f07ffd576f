/** The engine of this isolate, from the WebAssembly that the bundler hands over as compiled modules. */
import kernels from '@comfy-edge/kernels/generation.wasm';
import { boot, type Engine } from '@comfy-edge/runtime';
import backend from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm';

/** @throws EngineError `simd_missing`, `wasm_invalid` */
export function bootEngine(): Promise<Engine> {
  return boot({ backend, kernels });
}
