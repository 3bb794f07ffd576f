/** tfjs's own start of its WASM backend: SIMD, and one thread, since it uses no threads in Node. */
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { getBackend, setBackend } from '@tensorflow/tfjs-core';

const BINARY = '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm';

export async function startWasmBackend(): Promise<void> {
  if (getBackend() === 'wasm') return;
  setWasmPaths(`${dirname(createRequire(import.meta.url).resolve(BINARY))}/`);
  if (!(await setBackend('wasm'))) throw new Error('expected the WASM backend, got none');
}
