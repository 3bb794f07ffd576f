/** The playground's JavaScript as it is served, without the engine that replays: that is loaded when it is switched on. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { engineId } from '@comfy-edge/runtime';

const assets = fileURLToPath(new URL('../workers/api/assets/playground', import.meta.url));
/** How gzip in base64 begins: scripts that hold WebAssembly. */
const PACKED_WASM = 'H4sIA';

/** @returns undefined where none is built */
export async function playgroundGzipBytes(): Promise<number | undefined> {
  const names = await readdir(assets, { recursive: true }).catch(() => []);
  const scripts = names.filter((name) => name.endsWith('.js'));
  if (scripts.length === 0) return undefined;
  const texts = await Promise.all(scripts.map((name) => readFile(join(assets, name), 'utf8')));
  return texts
    .filter((text) => !text.includes(engineId) && !text.includes(PACKED_WASM))
    .reduce((sum, text) => sum + gzipSync(text, { level: 9 }).length, 0);
}
