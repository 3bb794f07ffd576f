/**
 * Answers as they are kept for repetitions: small ones in the ledger, larger ones as objects of R2. An object's
 * key follows from the API key and the idempotency key, so that a second execution replaces what a crashed
 * first one has left. The ledger's alarm deletes it with its record; a lifecycle rule for `idempotency/` of
 * two days takes what no record names.
 */

import { sha256Hex } from '@comfy-edge/model';
import { ProblemError } from '../http/problem-error.ts';
import type { StoredAnswer } from './messages.ts';

/** What describes the answer; the rest is of the request that it was sent to. */
const keptHeaders = /^(comfy-.*|content-type|cache-control|etag|server-timing|location)$/;

export interface Keeping {
  readonly bucket: R2Bucket | undefined;
  readonly keyId: string;
  readonly idempotencyKey: string;
  readonly inlineLimitBytes: number;
}

/** Takes an answer apart; puts its body into R2 where the ledger does not take it. */
export async function keepAnswer(
  answer: Response,
  { bucket, keyId, idempotencyKey, inlineLimitBytes }: Keeping,
): Promise<StoredAnswer> {
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const described = [...answer.headers].filter(([name]) => keptHeaders.test(name));
  const headers = Object.fromEntries(described);
  const { status } = answer;
  if (bytes.length <= inlineLimitBytes) return { status, headers, body: bytes };
  if (bucket === undefined) throw new Error('expected the R2 binding MODELS, got none');
  const name = await sha256Hex(new TextEncoder().encode(idempotencyKey));
  const body = `idempotency/${keyId}/${name}`;
  await bucket.put(body, bytes);
  return { status, headers, body };
}

/**
 * The answer to a repetition.
 *
 * @returns undefined where its object is gone
 * @throws ProblemError `storage_unavailable`
 */
export async function sentAgain(
  bucket: R2Bucket | undefined,
  { status, headers, body }: StoredAnswer,
): Promise<Response | undefined> {
  const bytes = typeof body === 'string' ? await readObject(bucket, body) : body;
  if (bytes === undefined) return undefined;
  const sent = new Headers(headers);
  sent.set('Vary', 'Accept');
  sent.set('Idempotent-Replayed', 'true');
  return new Response(bytes, { status, headers: sent });
}

async function readObject(
  bucket: R2Bucket | undefined,
  key: string,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    const object = await bucket?.get(key);
    return object ? new Uint8Array(await object.arrayBuffer()) : undefined;
  } catch (cause) {
    const detail = 'expected the object storage to answer, got a failure; try again';
    throw new ProblemError('storage_unavailable', detail, { cause });
  }
}
