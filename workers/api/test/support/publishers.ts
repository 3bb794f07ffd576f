/** The publisher that this deployment believes in tests (`setup.ts`), and what it signs. */

import {
  isDigest,
  type PublicationStatement,
  type PublisherKey,
  parseDigest,
  publisherKeyId,
  signStatement,
} from '@comfy-edge/model';
import { receiptKey, receiptKeyId } from './receipt-keys.ts';

/** That of RFC 8037, appendix A. */
export const publisherKey: PublisherKey = receiptKey;
export const publisherId = receiptKeyId;

const hourMs = 60 * 60 * 1000;
/** The storage may outlive a file of tests, and counters only go up. */
let lastCounter = Date.now() * 1000;

export function nextCounter(): number {
  lastCounter += 1;
  return lastCounter;
}

export interface Signed extends Partial<Omit<PublicationStatement, 'digest'>> {
  readonly model: string;
  readonly digest: string;
  readonly key?: PublisherKey;
}

/** A statement that is valid for an hour and the next of all, unless told otherwise. */
export async function sign({ key = publisherKey, ...statement }: Signed): Promise<string> {
  const nowMs = Date.now();
  return signStatement(
    {
      format: 'comfy-edge/publication@1',
      counter: nextCounter(),
      issuedAt: new Date(nowMs).toISOString(),
      expiresAt: new Date(nowMs + hourMs).toISOString(),
      publisher: await publisherKeyId(key),
      ...statement,
      digest: parseDigest(statement.digest),
    },
    key,
  );
}

/** The header of a version, or none for what nobody could sign. */
export async function publicationOf(
  model: string,
  digest: string,
): Promise<Record<string, string>> {
  return isDigest(digest) ? { 'Comfy-Publication': await sign({ model, digest }) } : {};
}
