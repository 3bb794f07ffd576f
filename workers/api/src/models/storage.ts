/**
 * Object storage as this service needs it: whole objects, most of them written once under their digest. Every
 * failure of R2 itself, and an answer that does not come in time, becomes `storage_unavailable`.
 */

import { type Digest, sha256Hex } from '@comfy-edge/model';
import { ProblemError } from '../http/problem-error.ts';
import { within } from '../within.ts';

/** R2 answers in some ten milliseconds; the largest objects take a second or two. */
const patienceMs = 10_000;

export class Storage {
  readonly #bucket: R2Bucket;

  /** @throws Error where the deployment lacks the binding */
  constructor(bucket: R2Bucket | undefined) {
    if (bucket === undefined) throw new Error('expected the R2 binding MODELS, got none');
    this.#bucket = bucket;
  }

  /** @returns undefined where there is no such object, or it is larger than `limitBytes` */
  read(key: string, limitBytes: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
    return attempt(async () => {
      const object = await this.#bucket.get(key);
      if (object === null) return undefined;
      if (object.size > limitBytes) {
        await object.body.cancel();
        return undefined;
      }
      return new Uint8Array(await object.arrayBuffer());
    });
  }

  head(key: string): Promise<R2Object | null> {
    return attempt(() => this.#bucket.head(key));
  }

  list(options: R2ListOptions): Promise<R2Objects> {
    return attempt(() => this.#bucket.list(options));
  }

  /** As many as 1000; those that are not there are no failure. */
  delete(keys: readonly string[]): Promise<void> {
    return attempt(() => this.#bucket.delete([...keys]));
  }

  /** Replaces what is there. */
  async write(key: string, bytes: Uint8Array): Promise<void> {
    await attempt(() => this.#bucket.put(key, bytes));
  }

  /**
   * Stores bytes that hash to `sha256`. An object that is there stays untouched, unless it was not
   * stored as these very bytes: then it is repaired.
   *
   * @returns whether anything was written
   */
  async writeOnce(key: string, bytes: Uint8Array, sha256: Digest): Promise<boolean> {
    const written = await attempt(() =>
      this.#bucket.put(key, bytes, { onlyIf: { etagDoesNotMatch: '*' }, sha256 }),
    );
    if (written !== null) return true;
    if (await this.holds(key, bytes.length, sha256)) return false;
    await attempt(() => this.#bucket.put(key, bytes, { sha256 }));
    return true;
  }

  /** Whether the object was stored with this size and SHA-256. */
  async holds(key: string, sizeBytes: number, sha256: Digest): Promise<boolean> {
    const object = await this.head(key);
    return object?.size === sizeBytes && object.checksums.toJSON().sha256 === sha256;
  }
}

/** Whether the bytes hash to the name they are stored under. */
export async function isIntact(bytes: Uint8Array, sha256: Digest): Promise<boolean> {
  return (await sha256Hex(bytes)) === sha256;
}

async function attempt<T>(action: () => Promise<T>): Promise<T> {
  try {
    return await within(patienceMs, 'R2', action);
  } catch (cause) {
    throw new ProblemError(
      'storage_unavailable',
      'expected the object storage to answer, got a failure; try again',
      { cause },
    );
  }
}
