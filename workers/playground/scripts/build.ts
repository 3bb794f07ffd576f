/**
 * `npm run build`: the page into `dist`. `workers/api/scripts/make-assets.ts` builds into a folder of its
 * own, and only where `sourcesHash` says that something is new.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';

const workspace = join(import.meta.dirname, '..');
const repository = join(workspace, '../..');

/** What ends up in the page, below the repository. */
const sources = [
  'workers/playground/index.html',
  'workers/playground/src',
  'workers/playground/vite.config.ts',
  'packages/contract/src',
  'packages/kernels/generation.wasm',
  'packages/kernels/src',
  'packages/model/src',
  'packages/runtime/src',
  'packages/sdk/build',
  'packages/sdk/src',
  'packages/sdk/package.json',
  'package-lock.json',
];

/**
 * @param outDir emptied first
 * @param assetsDir where in it all but the page itself lies, and where it is served from
 */
export async function buildPlayground(outDir: string, assetsDir = 'playground'): Promise<void> {
  await build({
    configFile: join(workspace, 'vite.config.ts'),
    logLevel: 'warn',
    build: { outDir, assetsDir, emptyOutDir: true },
  });
}

/** Changes with every file that the page is built of. */
export async function sourcesHash(): Promise<string> {
  const files = (await Promise.all(sources.map((path) => filesBelow(path)))).flat().sort();
  const contents = await Promise.all(files.map((path) => readFile(join(repository, path))));
  const hash = createHash('sha256');
  for (const [i, content] of contents.entries()) {
    hash.update(`${files[i]}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex').slice(0, 16);
}

async function filesBelow(path: string): Promise<string[]> {
  const entries = await readdir(join(repository, path), {
    recursive: true,
    withFileTypes: true,
  }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOTDIR') return undefined;
    throw error;
  });
  if (entries === undefined) return [path];
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(repository.length + 1));
}

if (process.argv[1] === import.meta.filename) await buildPlayground(join(workspace, 'dist'));
