/** `file:///folder`: a mounted disk that outlives the machine. */
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ObjectStore } from './object-store.ts';
import { StorageError } from './storage-error.ts';

export class FileStore implements ObjectStore {
  readonly url: string;
  readonly #folder: string;

  constructor(url: string) {
    this.url = url;
    this.#folder = folderOf(url);
  }

  async get(key: string): Promise<Uint8Array | undefined> {
    try {
      return await readFile(join(this.#folder, key));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw failed(`could not read ${key}`, this.url, error);
    }
  }

  async put(key: string, bytes: Uint8Array): Promise<void> {
    const path = join(this.#folder, key);
    try {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(`${path}.partial`, bytes, { flush: true });
      await rename(`${path}.partial`, path);
    } catch (error) {
      throw failed(`could not write ${key}`, this.url, error);
    }
  }

  async delete(key: string): Promise<void> {
    try {
      await rm(join(this.#folder, key), { force: true });
    } catch (error) {
      throw failed(`could not delete ${key}`, this.url, error);
    }
  }
}

function folderOf(url: string): string {
  try {
    return fileURLToPath(url);
  } catch (cause) {
    throw new StorageError(`expected file:///folder with an absolute path, got ${url}`, { cause });
  }
}

function failed(what: string, url: string, cause: unknown): StorageError {
  return new StorageError(`${url}: ${what} (${(cause as Error).message})`, { cause });
}
