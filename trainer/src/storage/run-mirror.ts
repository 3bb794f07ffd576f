/**
 * A run's directory somewhere else, so that a machine may vanish: what is needed to go on, and what a
 * person looks at. As models are published: content-addressed blobs first, then `run.json` that names
 * them, in one write; whoever reads sees one whole state of the run or another. What the last state needed
 * and this one does not is deleted after that.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import * as v from 'valibot';
import { checkpointFiles } from '../loop/kept-checkpoints.ts';
import type { ObjectStore } from './object-store.ts';
import { StorageError } from './storage-error.ts';

const indexKey = 'run.json';

const indexSchema = v.object({
  format: v.literal('comfy-edge-run-1'),
  /** By path in the run's directory. */
  files: v.record(
    // Nothing outside the directory.
    v.pipe(v.string(), v.regex(/^(?!.*\.\.)[\w.-]+(\/[\w.-]+)*$/)),
    v.object({ sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)), sizeBytes: v.number() }),
  ),
});

type Index = v.InferOutput<typeof indexSchema>;

/** What of a run is copied: not what is being written, nor what is made from the rest again and again. */
const copied =
  /^(options|config)\.json$|^stats\.jsonl$|\.safetensors$|^samples\/|^tensorboard\/|^(curves|walk)\./;

export class RunMirror {
  readonly #store: ObjectStore;
  /** What the store has; undefined as long as nobody asked. */
  #index: Index | undefined;
  /** Digests of the blobs that this process knows to be there. */
  readonly #stored = new Set<string>();
  #pushing: Promise<void> | undefined;
  #again = false;
  #failure: StorageError | undefined;

  constructor(store: ObjectStore) {
    this.#store = store;
  }

  get url(): string {
    return this.#store.url;
  }

  /** Whether there is a run in the store. */
  async exists(): Promise<boolean> {
    return Object.keys((await this.#readIndex()).files).length > 0;
  }

  /**
   * Writes the run into a directory, its checkpoint last: a directory with one is whole.
   * @throws StorageError if a blob is missing or damaged
   */
  async pull(directory: string): Promise<void> {
    const { files } = await this.#readIndex();
    const paths = Object.keys(files).sort((one, other) => rank(one) - rank(other));
    for (const path of paths) {
      const { sha256 = '', sizeBytes = 0 } = files[path] ?? {};
      const bytes = await this.#store.get(blobKey(sha256));
      if (bytes === undefined || digestOf(bytes) !== sha256) {
        throw new StorageError(
          `${this.url}: ${path}: expected ${sizeBytes} bytes of sha256 ${sha256}, got ${bytes === undefined ? 'nothing' : `${bytes.length} others`}`,
        );
      }
      const target = join(directory, path);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(`${target}.partial`, bytes);
      renameSync(`${target}.partial`, target);
    }
  }

  /**
   * Copies the directory as it is now, while training goes on; at once, or after the copy that is under
   * way. A failure is told, and made good with the next copy.
   */
  push(directory: string, say: (line: string) => void): void {
    if (this.#pushing !== undefined) {
      this.#again = true;
      return;
    }
    this.#pushing = this.#copy(directory)
      .then(() => {
        this.#failure = undefined;
      })
      .catch((error: unknown) => {
        // Whatever it is: nobody waits for this promise now, so thrown on it would end the training.
        this.#failure = asStorageError(error, this.url);
        say(`not copied: ${this.#failure.message}. It is tried again with the next checkpoint`);
      })
      .finally(() => {
        this.#pushing = undefined;
        if (!this.#again) return;
        this.#again = false;
        this.push(directory, say);
      });
  }

  /**
   * Waits for what `push` began.
   * @throws StorageError if the last state is not in the store
   */
  async settle(): Promise<void> {
    while (this.#pushing !== undefined) await this.#pushing;
    if (this.#failure !== undefined) throw this.#failure;
  }

  async #copy(directory: string): Promise<void> {
    for (const { sha256 } of Object.values((await this.#readIndex()).files)) {
      this.#stored.add(sha256);
    }
    const files: Index['files'] = {};
    for (const path of filesOf(directory)) {
      const bytes = readIfThere(join(directory, path));
      if (bytes === undefined) continue;
      const sha256 = digestOf(bytes);
      files[path] = { sha256, sizeBytes: bytes.length };
      if (!this.#stored.has(sha256)) await this.#store.put(blobKey(sha256), bytes);
      this.#stored.add(sha256);
    }
    const index: Index = { format: 'comfy-edge-run-1', files };
    await this.#store.put(indexKey, Buffer.from(`${JSON.stringify(index, null, 2)}\n`));
    this.#index = index;
    const needed = new Set(Object.values(files).map(({ sha256 }) => sha256));
    for (const sha256 of this.#stored) {
      if (needed.has(sha256)) continue;
      await this.#store.delete(blobKey(sha256));
      this.#stored.delete(sha256);
    }
  }

  async #readIndex(): Promise<Index> {
    if (this.#index !== undefined) return this.#index;
    const bytes = await this.#store.get(indexKey);
    this.#index =
      bytes === undefined ? { format: 'comfy-edge-run-1', files: {} } : parseIndex(bytes, this.url);
    return this.#index;
  }
}

function parseIndex(bytes: Uint8Array, url: string): Index {
  try {
    return v.parse(indexSchema, JSON.parse(Buffer.from(bytes).toString()));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StorageError(`${url}/${indexKey}: expected a run (${reason})`, { cause });
  }
}

function filesOf(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => copied.test(path) && !path.startsWith('published/'));
}

/** Nothing of what is gone since it was listed: training drops old checkpoints while others are copied. */
function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function asStorageError(error: unknown, url: string): StorageError {
  if (error instanceof StorageError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new StorageError(`${url}: ${reason}`, { cause: error });
}

/** Checkpoints after everything else, the name of the last one after them. */
function rank(path: string): number {
  if (path === checkpointFiles.last) return 2;
  return path.endsWith('.safetensors') ? 1 : 0;
}

function blobKey(sha256: string): string {
  return `blobs/${sha256}`;
}

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
