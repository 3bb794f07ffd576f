/**
 * WebAssembly in the published package, twice: `gzip:` imports become scripts that hold the file, for runtimes
 * that compile; plain ones stay imports of a file beside the script, which a Worker's bundler hands to workerd.
 */
import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'rolldown';

const PREFIX = 'gzip:';
const { resolve } = createRequire(import.meta.url);

/** @param directory where the files are copied to, beside the script that imports them; none where none does */
export function wasmFiles(directory?: string): Plugin {
  return {
    name: 'wasm-files',
    resolveId: {
      filter: { id: /\.wasm$/ },
      async handler(source) {
        if (source.startsWith(PREFIX)) return { id: `\0${source}`, moduleSideEffects: false };
        if (directory === undefined) return null;
        const file = resolve(source);
        await mkdir(directory, { recursive: true });
        await copyFile(file, join(directory, basename(file)));
        return { id: `./${basename(file)}`, external: true };
      },
    },
    load: {
      filter: { id: /^\0gzip:/ },
      async handler(id) {
        const bytes = await readFile(resolve(id.slice(PREFIX.length + 1)));
        const base64 = gzipSync(bytes, { level: 9 }).toString('base64');
        return { code: `export default ${JSON.stringify(base64)};`, moduleType: 'js' };
      },
    },
  };
}
