/** A directory, in Node, Deno and Bun. Files are written whole or not at all; several programs may share it. */
import type { ReplayCache } from './replay-cache.ts';

type FileSystem = typeof import('node:fs/promises');

/**
 * @param directory is made where it is missing
 * @throws TypeError in a runtime without files
 */
export function directoryCache(directory: string): ReplayCache {
  const { mkdir, readFile, rename, rm, writeFile } = fileSystem();
  const place = (name: string) => `${directory.replace(/\/+$/, '')}/${name}`;
  return {
    async read(name) {
      try {
        return await readFile(place(name));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw error;
      }
    },
    async write(name, bytes) {
      const path = place(name);
      const draft = `${path}.${crypto.randomUUID()}`;
      await mkdir(path.slice(0, path.lastIndexOf('/')), { recursive: true });
      try {
        await writeFile(draft, bytes);
        await rename(draft, path);
      } catch (error) {
        await rm(draft, { force: true });
        throw error;
      }
    },
  };
}

/** Asked for at run time: a bundler for browsers would stumble over an import. */
function fileSystem(): FileSystem {
  const { process } = globalThis as { process?: Partial<NodeJS.Process> };
  const files = process?.getBuiltinModule?.('node:fs/promises');
  if (files !== undefined) return files;
  throw new TypeError(
    'expected a runtime with files (Node 20.16 or later, Deno, Bun), got another',
  );
}
