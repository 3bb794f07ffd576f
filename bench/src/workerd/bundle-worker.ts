/** A Worker of `bench/workers` as workerd takes it: one module of JavaScript, and the WebAssembly it imports. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { LocalWorker } from '../../../scripts/workerd/workerd.ts';

const directory = new URL('../../workers/', import.meta.url);

/** @param wasm specifiers of the WebAssembly modules that it imports */
export async function bundleWorker(
  file: string,
  name: string,
  wasm: readonly string[],
): Promise<LocalWorker> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(file, directory))],
    bundle: true,
    format: 'esm',
    target: 'es2023',
    minify: true,
    conditions: ['workerd', 'worker', 'browser'],
    // As in wrangler.jsonc: Emscripten's glue must not believe that it is in Node.
    define: { 'process.versions.node': 'undefined' },
    external: ['cloudflare:*', ...wasm],
    write: false,
    logLevel: 'silent',
  });
  const [script] = outputFiles;
  if (script === undefined) throw new Error('expected a bundle, got none');
  const { resolve } = createRequire(import.meta.url);
  const binaries = wasm.map(async (path) => ({
    type: 'CompiledWasm' as const,
    path,
    contents: await readFile(resolve(path)),
  }));
  return {
    name,
    compatibilityDate: '2026-10-01',
    modules: [
      { type: 'ESModule', path: 'worker.js', contents: script.text },
      ...(await Promise.all(binaries)),
    ],
  };
}
