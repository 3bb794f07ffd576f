/**
 * Images that can never change, in the data centre's own cache (Cache API,
 * https://developers.cloudflare.com/workers/runtime-apis/cache/). Keys name the engine and who
 * signs, too: another engine may round differently, and never meets the images of this one. `Cache-Status` is RFC 9211's.
 */

import type { Digest } from '@comfy-edge/model';
import { engineId } from '@comfy-edge/runtime';
import { canonicalPath, type ImageAddress } from '../images/address.ts';

export interface CachedImage {
  /** Where the service is asked: the cache belongs to its host. */
  readonly origin: string;
  readonly model: string;
  readonly digest: Digest;
  readonly address: ImageAddress;
  /** Id of the key that signs receipts. */
  readonly signer: string | undefined;
}

export const cacheStatus = {
  hit: 'comfy-edge; hit',
  /** Nothing was looked up: the client's own copy is the image. */
  notModified: 'comfy-edge; hit; detail=not-modified',
  stored: 'comfy-edge; fwd=uri-miss; stored',
} as const;

/** @returns what was stored, or undefined */
export async function findImage(image: CachedImage): Promise<Response | undefined> {
  return await caches.default.match(keyOf(image));
}

/** Keeps an answer; its headers go with it. */
export async function keepImage(image: CachedImage, answer: Response): Promise<void> {
  await caches.default.put(keyOf(image), answer);
}

function keyOf({ origin, model, digest, address, signer }: CachedImage): string {
  const path = `/v1/models/${model}/versions/${digest}/${canonicalPath(address)}`;
  const url = new URL(path, origin);
  url.searchParams.set('engine', engineId);
  url.searchParams.set('signer', signer ?? '');
  return url.href;
}
