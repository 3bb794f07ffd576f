/** The compiled WASM backend for Node: what a Worker imports as a module, read from the package. */

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { EngineError } from './engine-error.ts';
import { wasmSha256 } from './engine-id.gen.ts';

const WASM = '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm';

/**
 * Reads and compiles the module that `boot` takes.
 *
 * @throws EngineError `wasm_invalid` when the installed file is not the one that `engineId` names
 */
export async function loadNodeWasm(): Promise<WebAssembly.Module> {
  const bytes = await readFile(createRequire(import.meta.url).resolve(WASM));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (sha256 !== wasmSha256) {
    throw new EngineError('wasm_invalid', `${WASM}: expected sha256 ${wasmSha256}, got ${sha256}`);
  }
  return WebAssembly.compile(new Uint8Array(bytes));
}
