/** For pages of this repository that Vite builds from the sources: what the published package has within it. */
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'rolldown';
import { privateEngine } from './private-engine.ts';
import { wasmFiles } from './wasm-files.ts';

const inlined = fileURLToPath(new URL('../src/replay/wasm/inlined.ts', import.meta.url));

export function viteReplay(): Plugin[] {
  const resolveWasm: Plugin = {
    name: 'inlined-wasm',
    resolveId: { filter: { id: /^#wasm$/ }, handler: () => inlined },
  };
  return [resolveWasm, wasmFiles(), privateEngine()].map((plugin) => ({
    ...plugin,
    enforce: 'pre',
  }));
}
