/**
 * Answers as they are kept for repetitions: small ones in the ledger, larger ones as objects of R2. An object's
 * key follows from the API key and the idempotency key, so that a second execution replaces what a crashed
 * first one has left. The ledger's alarm deletes it with its record; a lifecycle rule for `idempotency/` of
 * two days takes what no record names.
 */

import { sha256Hex } from '@comfy-edge/model';
import { bodyOf } from '../http/answer.ts';
import { lastingHeaders } from '../http/lasting-headers.ts';
import { Storage } from '../models/storage.ts';
import type { StoredAnswer } from './messages.ts';

/** What a repetition is told besides what is in the answer. */
const toldAgain = ['cache-control', 'location', 'server-timing', 'vary'];
/** More than any answer has. */
const objectLimitBytes = 64 * 1024 * 1024;

export interface Keeping {
  readonly bucket: R2Bucket | undefined;
  readonly keyId: string;
  readonly idempotencyKey: string;
  readonly inlineLimitBytes: number;
}

/** Takes an answer apart that is still to be sent; puts its body into R2 where the ledger does not take it. */
export async function keepAnswer(
  answer: Response,
  { bucket, keyId, idempotencyKey, inlineLimitBytes }: Keeping,
): Promise<StoredAnswer> {
  const bytes = await bodyOf(answer);
  const headers = Object.fromEntries(lastingHeaders(answer.headers, toldAgain));
  const { status } = answer;
  if (bytes.length <= inlineLimitBytes) return { status, headers, body: bytes };
  const name = await sha256Hex(new TextEncoder().encode(idempotencyKey));
  const body = `idempotency/${keyId}/${name}`;
  await new Storage(bucket).write(body, bytes);
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
  const bytes =
    typeof body === 'string' ? await new Storage(bucket).read(body, objectLimitBytes) : body;
  if (bytes === undefined) return undefined;
  return new Response(bytes, { status, headers: { ...headers, 'Idempotent-Replayed': 'true' } });
}
