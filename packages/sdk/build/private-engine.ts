/**
 * The engine as a part of somebody's application: it looks for no Node, reads no file, and keeps to itself.
 *
 * tfjs keeps its backends on the global object, so that all its copies share them; ours would take the
 * place of the application's own. Emscripten's glue and fflate have ways for Node that bundlers stumble over
 * and nobody takes here: WebAssembly arrives compiled.
 */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Plugin } from 'rolldown';

const { resolve } = createRequire(import.meta.url);

/** Names that only Node, or a web worker, has, and where the glue would look for its file. */
const ELSEWHERE: readonly (readonly [RegExp, string])[] = [
  [/\bprocess\.versions\.node\b/g, 'undefined'],
  [/\bimportScripts\b/g, 'undefined'],
  [/\bimport\.meta\.url\b(?!\s*=[^=])/g, '"https://localhost/"'],
  [/\brequire\("[a-z_]+"\)/g, '({})'],
];

const PRIVATE_NAMESPACE = `
const namespace = {};
const singletons = new Map();
export function getGlobalNamespace() { return namespace; }
export function getGlobal(key, init) {
  if (!singletons.has(key)) singletons.set(key, init());
  return singletons.get(key);
}`;

export function privateEngine(): Plugin {
  return {
    name: 'private-engine',
    resolveId: {
      filter: { id: /^(fflate|util|node-fetch|fs|path|crypto|worker_threads|perf_hooks)$/ },
      handler: (source) =>
        source === 'fflate'
          ? join(dirname(resolve('fflate')), '../esm/browser.js')
          : `\0nowhere:${source}`,
    },
    load: {
      filter: { id: /^\0nowhere:|tfjs-core\/dist\/global_util\.js$/ },
      handler: (id) => (id.startsWith('\0nowhere:') ? 'export default {};' : PRIVATE_NAMESPACE),
    },
    transform: {
      filter: { id: /\/@(tensorflow|jsquash)\/.*\.js$/ },
      handler: (code) =>
        ELSEWHERE.reduce((text, [name, value]) => text.replaceAll(name, value), code),
    },
  };
}
