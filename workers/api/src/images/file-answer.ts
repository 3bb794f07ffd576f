/** The answer that carries one image by URL, as the cache keeps it and as a client gets it. */

import type { Digest } from '@comfy-edge/model';
import { engineId, type ReceiptedFile, toToken } from '@comfy-edge/runtime';
import { lastingHeaders } from '../http/lasting-headers.ts';
import type { MadeImage } from './generate.ts';

const forEver = 'max-age=31536000, immutable';

export interface ImageAnswer {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** What describes the image, whoever asked for it. */
  readonly headers: Readonly<Record<string, string>>;
}

/** @param tag the address's entity tag */
export function imageAnswer(
  file: ReceiptedFile,
  { seed, class: name }: MadeImage,
  { digest, tag }: { readonly digest: Digest; readonly tag: string },
): ImageAnswer {
  return {
    bytes: file.bytes,
    headers: {
      'Content-Type': file.mediaType,
      ETag: tag,
      'Comfy-Seed': `${seed}`,
      'Comfy-Class': name,
      'Comfy-Model-Digest': digest,
      'Comfy-Engine-Id': engineId,
      'Comfy-Receipt': toToken(file),
    },
  };
}

/** As the cache keeps it: complete, and without anything of the request that caused it. */
export function keptAnswer({ bytes, headers }: ImageAnswer): Response {
  return new Response(bytes, { headers: { ...headers, 'Cache-Control': cacheControl(true) } });
}

/** As it is sent when it was just made. Caches between us and the client may not keep what needs a key. */
export function madeAnswer(
  { bytes, headers }: ImageAnswer,
  isPublic: boolean,
  further: Readonly<Record<string, string>>,
): Response {
  const sent = { ...headers, 'Cache-Control': cacheControl(isPublic), ...further };
  return new Response(bytes, { headers: sent });
}

/** As it is sent when the cache had it. */
export function foundAnswer(
  kept: Response,
  isPublic: boolean,
  headers: Readonly<Record<string, string>>,
): Response {
  const sent = new Headers(lastingHeaders(kept.headers));
  sent.set('Cache-Control', cacheControl(isPublic));
  for (const [name, value] of Object.entries(headers)) sent.set(name, value);
  return new Response(kept.body, { headers: sent });
}

export function cacheControl(isPublic: boolean): string {
  return `${isPublic ? 'public' : 'private'}, ${forEver}`;
}
