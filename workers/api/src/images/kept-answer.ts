/** The answer that carries one image by URL, as the cache keeps it and as a client gets it. */

import { engineId, type ReceiptedFile } from '@comfy-edge/runtime';
import type { CachedImage } from '../cache/image-cache.ts';
import { toToken } from '../receipts/jws.ts';
import { entityTag } from './address.ts';
import type { MadeImage } from './generate.ts';

const forEver = 'max-age=31536000, immutable';
/** What describes the image and therefore stays with it. */
const keptHeaders = /^(comfy-.*|content-type|etag)$/;

/** As the cache keeps it: complete, and without anything of the request that caused it. */
export async function keptAnswer(
  { digest, address, signer }: CachedImage,
  { seed, class: name }: MadeImage,
  file: ReceiptedFile,
): Promise<Response> {
  return new Response(file.bytes, {
    headers: {
      'Content-Type': file.mediaType,
      'Cache-Control': `public, ${forEver}`,
      ETag: await entityTag(digest, address, signer),
      'Comfy-Seed': `${seed}`,
      'Comfy-Class': name,
      'Comfy-Model-Digest': digest,
      'Comfy-Engine-Id': engineId,
      'Comfy-Receipt': toToken(file),
    },
  });
}

/**
 * As a client gets it. Caches between us and the client may keep what everybody may have, and must not
 * give away what needs a key.
 */
export function sentAnswer(
  kept: Response,
  isPublic: boolean,
  headers: Readonly<Record<string, string>>,
): Response {
  const sent = new Headers();
  for (const [name, value] of kept.headers) if (keptHeaders.test(name)) sent.set(name, value);
  sent.set('Cache-Control', cacheControl(isPublic));
  for (const [name, value] of Object.entries(headers)) sent.set(name, value);
  return new Response(kept.body, { headers: sent });
}

export function cacheControl(isPublic: boolean): string {
  return `${isPublic ? 'public' : 'private'}, ${forEver}`;
}
