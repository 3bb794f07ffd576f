/**
 * Deletes what no version refers to: blobs of publications that were never finished, and manifests and blobs
 * of versions that were deleted. A page of the storage at a time, so that a call is bounded whatever there is.
 * How it keeps out of the way of publishers is in `object-claims.ts`.
 */

import type { Database } from '../database.ts';
import { blobsPrefix, modelsPrefix } from '../models/object-keys.ts';
import type { Storage } from '../models/storage.ts';
import { type Author, auditStatement } from './audit-log.ts';
import { ObjectClaims } from './object-claims.ts';

/** As many as R2 lists, and deletes, at once. */
export const pageLimit = 1000;

export interface CollectionOptions {
  readonly storage: Storage;
  readonly database: Database;
  readonly author: Author;
  /** Whether nothing is deleted. */
  readonly dryRun: boolean;
  /** How long an object must have been stored. */
  readonly graceSeconds: number;
  readonly limit: number;
  /** The last key that was looked at. */
  readonly after?: string | undefined;
}

interface CollectedObject {
  readonly key: string;
  readonly sizeBytes: number;
}

export interface Collection {
  /** How many objects were looked at. */
  readonly examined: number;
  readonly garbage: readonly CollectedObject[];
  /** Where to go on; absent at the end. */
  readonly next?: string;
}

export async function collectGarbage(options: CollectionOptions): Promise<Collection> {
  const { storage, database, author, dryRun, graceSeconds, limit, after } = options;
  const page = await storage.list({ limit, ...(after === undefined ? {} : { startAfter: after }) });
  const oldest = Date.now() - graceSeconds * 1000;
  const settled = page.objects.filter(
    ({ key, uploaded }) => isOurs(key) && uploaded.getTime() <= oldest,
  );
  const claims = new ObjectClaims(database);
  const used = await claims.inUse(settled.map(({ key }) => key));
  const unused = settled.filter(({ key }) => !used.has(key));
  const keys = unused.map(({ key }) => key);
  const deleted = new Set(dryRun || keys.length === 0 ? keys : await remove(keys));
  const last = page.truncated ? page.objects.at(-1)?.key : undefined;
  return {
    examined: page.objects.length,
    garbage: unused
      .filter(({ key }) => deleted.has(key))
      .map(({ key, size }) => ({ key, sizeBytes: size })),
    ...(last === undefined ? {} : { next: last }),
  };

  async function remove(candidates: readonly string[]): Promise<readonly string[]> {
    const detail = { candidates: candidates.length, first: candidates[0] ?? null };
    const entry = { ...author, action: 'blobs.collect' as const, atMs: Date.now(), detail };
    const marked = await claims.mark(candidates, auditStatement(entry));
    if (marked.keys.length > 0) await storage.delete(marked.keys);
    await claims.release(marked);
    return marked.keys;
  }
}

function isOurs(key: string): boolean {
  return key.startsWith(blobsPrefix) || key.startsWith(modelsPrefix);
}
