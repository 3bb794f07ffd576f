/**
 * The program for runtimes that take one file and WebAssembly beside it, bundled as applications of
 * ours are: with the import condition that names the target.
 */
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build, type Plugin } from 'esbuild';

export interface Bundle {
  readonly script: string;
  /** WebAssembly files by the name that the script asks for, beside it. */
  readonly wasm: ReadonlyMap<string, Uint8Array>;
}

export async function bundle(target: 'workerd' | 'browser'): Promise<Bundle> {
  const wasm = new Map<string, Uint8Array>();
  const result = await build({
    entryPoints: [join(import.meta.dirname, `in-${target}.ts`)],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    conditions: [target],
    // Emscripten's glue asks for Node's version to find out where it is; it is not in Node.
    define: { 'process.versions.node': 'undefined', importScripts: 'undefined' },
    plugins: [target === 'workerd' ? wasmAsModules(wasm) : wasmAsFetches(wasm)],
    logLevel: 'error',
  });
  const script = result.outputFiles[0]?.text;
  if (script === undefined) throw new Error('expected one output file, got none');
  return { script, wasm };
}

/** What wrangler does: the import stays, and workerd gives a compiled module. */
function wasmAsModules(wasm: Map<string, Uint8Array>): Plugin {
  return {
    name: 'wasm-as-modules',
    setup({ onResolve, resolve }) {
      onResolve({ filter: /\.wasm$/ }, async ({ path, pluginData, ...options }) => {
        if (pluginData === 'resolving') return undefined;
        const found = await resolve(path, { ...options, pluginData: 'resolving' });
        const name = basename(found.path);
        wasm.set(name, await readFile(found.path));
        return { path: `./${name}`, external: true };
      });
    },
  };
}

/** What a web page does: the file is compiled while it arrives. */
function wasmAsFetches(wasm: Map<string, Uint8Array>): Plugin {
  return {
    name: 'wasm-as-fetches',
    setup({ onLoad }) {
      onLoad({ filter: /\.wasm$/ }, async ({ path }) => {
        const name = basename(path);
        wasm.set(name, await readFile(path));
        const url = JSON.stringify(`./${name}`);
        return { contents: `export default await WebAssembly.compileStreaming(fetch(${url}));` };
      });
    },
  };
}
