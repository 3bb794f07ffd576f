/**
 * `POST /v1/images` and the cache of images by address: one image that can never change is looked for there
 * before it is made, and put there after.
 */

import type { Output } from '@comfy-edge/runtime';
import { type CachedImage, cacheStatus, findImage } from '../cache/image-cache.ts';
import { answerOfModel } from '../http/answer.ts';
import type { ServerTiming } from '../http/server-timing.ts';
import { addressOf, type ImageAddress } from './address.ts';
import type { ImagesRequest } from './request.ts';

const described = ['Comfy-Seed', 'Comfy-Class', 'Comfy-Receipt'];

/**
 * The address of what is asked for, as far as the request tells it: which class an index means, the model
 * says, and a name that looks like an index may stand for one in an address.
 */
export function addressAsked(request: ImagesRequest, output: Output): ImageAddress | undefined {
  const { class: name, seed, truncation } = request;
  if (!hasAddress(request) || typeof name !== 'string' || /^\d+$/.test(name)) return undefined;
  return addressOf({ seed, class: name }, truncation, output);
}

/** An address says nothing of directions, and is of one image. */
export function hasAddress({ immutable, count, directions }: ImagesRequest): boolean {
  return immutable && count === 1 && directions.length === 0;
}

/** @returns undefined where the cache does not hold it */
export async function answerFromCache(
  image: CachedImage,
  mediaType: string,
  timing: ServerTiming,
): Promise<Response | undefined> {
  const found = await findImage(image);
  timing.mark('cache');
  if (found === undefined) return undefined;
  const headers = Object.fromEntries(
    described.map((name) => [name, found.headers.get(name) ?? '']),
  );
  return answerOfModel({
    ...{ body: new Uint8Array(await found.arrayBuffer()), mediaType, digest: image.digest, timing },
    headers: { ...headers, 'Cache-Status': cacheStatus.hit },
    immutable: true,
  });
}
