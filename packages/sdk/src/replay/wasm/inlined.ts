/**
 * The modules as base64 of gzip in scripts of their own, each loaded when it is first needed: the one form that
 * browsers, Node, Deno and Bun all take, through every bundler and under any file layout.
 */
import type { LoadModule, ModuleName } from './module-name.ts';

const INLINED: Readonly<Record<ModuleName, () => Promise<{ readonly default: string }>>> = {
  backend: () => import('gzip:@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm'),
  kernels: () => import('gzip:@comfy-edge/kernels/generation.wasm'),
  webp: () => import('gzip:@jsquash/webp/codec/enc/webp_enc.wasm'),
  jpeg: () => import('gzip:@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm'),
};

export const loadModule: LoadModule = async (name) => {
  const { default: base64 } = await INLINED[name]();
  const packed = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  return WebAssembly.compile(await new Response(unpacked).arrayBuffer());
};
