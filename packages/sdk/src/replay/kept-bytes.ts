/** Bytes that a SHA-256 names, from the cache or else from the service. Neither is believed. */
import { sha256Hex } from '@comfy-edge/model';
import type { ReplayCache } from './cache/replay-cache.ts';
import { ReplayError } from './replay-error.ts';

export interface KeptBytesOptions {
  readonly cache: ReplayCache;
  /** In the cache. */
  readonly name: string;
  readonly sha256: string;
  /** Asks the service; undefined where there is none to ask. */
  readonly fetch: (() => Promise<Uint8Array<ArrayBuffer>>) | undefined;
}

/**
 * @throws ReplayError `weights_missing`, `digest_mismatch`
 * @throws ComfyEdgeError of the service that refuses
 */
export async function keptBytes({
  cache,
  name,
  sha256,
  fetch,
}: KeptBytesOptions): Promise<Uint8Array> {
  // A cache that fails to read is an empty one.
  const cached = await cache.read(name).catch(() => undefined);
  if (cached !== undefined && (await sha256Hex(cached)) === sha256) return cached;
  if (fetch === undefined) {
    if (cached !== undefined)
      throw mismatch(`${name} in the cache`, sha256, await sha256Hex(cached));
    throw new ReplayError('weights_missing', `expected ${name} in the cache, got none`);
  }
  const fetched = await fetch();
  const got = await sha256Hex(fetched);
  if (got !== sha256) throw mismatch(`${name} of the service`, sha256, got);
  // What cannot be kept can be used all the same.
  await cache.write(name, fetched).catch(() => undefined);
  return fetched;
}

function mismatch(what: string, expected: string, got: string): ReplayError {
  return new ReplayError(
    'digest_mismatch',
    `expected ${what} to have SHA-256 ${expected}, got ${got}`,
  );
}
