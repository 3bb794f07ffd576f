/** The compiled modules for Node: what a Worker imports, read from the packages. */

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { assertSimd, type EngineModules } from './boot.ts';
import type { CodecModules } from './codecs/codecs.ts';
import { EngineError } from './engine-error.ts';
import { backendSha256, jpegSha256, kernelsSha256, webpSha256 } from './engine-id.gen.ts';

const BACKEND = '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm';
const KERNELS = '@comfy-edge/kernels/generation.wasm';
const WEBP = '@jsquash/webp/codec/enc/webp_enc.wasm';
const JPEG = '@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm';

/**
 * Reads and compiles the modules that `boot` takes.
 *
 * @throws EngineError `simd_missing`; `wasm_invalid` when an installed file is not the one that
 *   `engineId` names
 */
export async function loadNodeWasm(): Promise<EngineModules> {
  assertSimd((bytes) => WebAssembly.validate(bytes));
  const [backend, kernels] = await Promise.all([
    compileModule(BACKEND, backendSha256),
    compileModule(KERNELS, kernelsSha256),
  ]);
  return { backend, kernels };
}

/**
 * Reads and compiles the modules that `Codecs` takes.
 *
 * @throws EngineError as `loadNodeWasm`
 */
export async function loadNodeCodecs(): Promise<CodecModules> {
  assertSimd((bytes) => WebAssembly.validate(bytes));
  const [webp, jpeg] = await Promise.all([
    compileModule(WEBP, webpSha256),
    compileModule(JPEG, jpegSha256),
  ]);
  return { webp, jpeg };
}

async function compileModule(specifier: string, expected: string): Promise<WebAssembly.Module> {
  const bytes = await readFile(createRequire(import.meta.url).resolve(specifier));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (sha256 !== expected) {
    throw new EngineError(
      'wasm_invalid',
      `${specifier}: expected sha256 ${expected}, got ${sha256}`,
    );
  }
  return WebAssembly.compile(new Uint8Array(bytes));
}
