/**
 * Where a stream of images goes on. The id of an event carries what a request may have left open, the version
 * that its alias pointed to and the seed that was drawn, and which image it was: with the same body, that is
 * all it takes to make the rest.
 */

import { type Digest, isDigest } from '@comfy-edge/model';
import { maxU32 } from '../http/fields.ts';
import { ProblemError } from '../http/problem-error.ts';
import { showValue } from '../http/show-value.ts';
import type { ImagesRequest } from './request.ts';

interface EventPlace {
  readonly digest: Digest;
  /** Of image 0. */
  readonly seed: number;
  readonly index: number;
}

export function eventId({ digest, seed, index }: EventPlace): string {
  return `${digest}.${seed}.${index}`;
}

/** The request, pinned to what it was when it broke off, and the image that comes next. */
export interface ResumedRequest {
  readonly request: ImagesRequest;
  readonly firstIndex: number;
}

/**
 * @param lastEventId the header, where there is one
 * @throws ProblemError `invalid_request` for an id of another request
 */
export function resume(request: ImagesRequest, lastEventId: string | undefined): ResumedRequest {
  if (lastEventId === undefined) return { request, firstIndex: 0 };
  const place = parse(lastEventId);
  const { reference, seed, isSeedDrawn, count } = request;
  const belongs =
    place !== undefined &&
    place.index < count &&
    (isSeedDrawn || place.seed === seed) &&
    (!('digest' in reference) || place.digest === reference.digest);
  if (!belongs) {
    throw new ProblemError(
      'invalid_request',
      `expected the id of an event that this body was answered with, got ${showValue(lastEventId)}`,
      { parameter: 'Last-Event-ID' },
    );
  }
  const pinned = { model: reference.model, digest: place.digest };
  return {
    request: { ...request, reference: pinned, seed: place.seed },
    firstIndex: place.index + 1,
  };
}

function parse(id: string): EventPlace | undefined {
  const [, digest = '', seedText, indexText] =
    /^([0-9a-f]{64})\.(\d{1,10})\.(\d{1,2})$/.exec(id) ?? [];
  const seed = Number(seedText);
  if (!isDigest(digest) || !(seed <= maxU32)) return undefined;
  return { digest, seed, index: Number(indexText) };
}
