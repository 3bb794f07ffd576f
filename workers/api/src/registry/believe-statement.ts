/**
 * Whether this deployment believes the statement that comes with a version: that it is about this model and
 * this digest, still valid, and signed by a publisher who is listed and not revoked. Whether its counter is
 * the next one is decided where it is written, since another publisher may be faster.
 */

import {
  describeStaleness,
  isSignedBy,
  ModelError,
  parseSignedStatement,
  type SignedStatement,
} from '@comfy-edge/model';
import type { Bindings } from '../env.ts';
import { ProblemError } from '../http/problem-error.ts';
import type { PublisherStore } from './publisher-store.ts';

/** As it travels; see openapi.yaml. */
export const publicationHeader = 'Comfy-Publication';

export interface BelievedStatement {
  readonly publisher: string;
  readonly counter: number;
  readonly expiresAtMs: number;
  /** As it came. */
  readonly token: string;
}

interface Subject {
  readonly model: string;
  readonly digest: string;
}

/**
 * @throws ProblemError `statement_invalid` for what is none, or is about something else, or is not signed by
 *   whom it names; `statement_expired`; `publisher_untrusted`
 */
export async function believeStatement(
  token: string,
  subject: Subject,
  publishers: PublisherStore,
): Promise<BelievedStatement> {
  const signed = parse(token);
  const { statement } = signed;
  for (const field of ['model', 'digest'] as const) {
    if (statement[field] === subject[field]) continue;
    const message = `a statement about ${field} ${subject[field]}, got one about ${statement[field]}`;
    throw invalid(message);
  }
  const stale = describeStaleness(statement, Date.now());
  if (stale !== undefined) throw refusal('statement_expired', stale);
  const publisher = await publishers.find(statement.publisher);
  if (publisher === undefined || publisher.revoked_at !== null) {
    const actual = publisher === undefined ? 'that nobody listed' : 'that was revoked';
    const message = `expected a publisher that this deployment believes, got ${statement.publisher}, ${actual}`;
    throw refusal('publisher_untrusted', message);
  }
  const isGenuine = await isSignedBy(signed, { kty: 'OKP', crv: 'Ed25519', x: publisher.x });
  if (!isGenuine) throw invalid(`the signature of ${statement.publisher}, got another`);
  return {
    publisher: publisher.id,
    counter: statement.counter,
    expiresAtMs: Date.parse(statement.expiresAt),
    token,
  };
}

/** @throws Error where the configuration is not what it must be */
export function takesUnsigned({ UNSIGNED_MODELS = 'false' }: Bindings): boolean {
  if (UNSIGNED_MODELS === 'true') return true;
  if (UNSIGNED_MODELS === 'false') return false;
  throw new Error(
    `UNSIGNED_MODELS: expected true or false, got ${JSON.stringify(UNSIGNED_MODELS)}`,
  );
}

export function statementMissing(
  where: { readonly pointer: string } | { readonly parameter: string },
): ProblemError {
  const message = 'expected a version that a publisher signed, got one without a statement';
  return new ProblemError('statement_missing', message, where);
}

function parse(token: string): SignedStatement {
  try {
    return parseSignedStatement(token);
  } catch (cause) {
    if (!(cause instanceof ModelError)) throw cause;
    throw new ProblemError('statement_invalid', cause.message, {
      cause,
      parameter: publicationHeader,
    });
  }
}

function invalid(expected: string): ProblemError {
  return refusal('statement_invalid', `expected ${expected}`);
}

function refusal(
  code: 'statement_invalid' | 'statement_expired' | 'publisher_untrusted',
  message: string,
): ProblemError {
  return new ProblemError(code, message, { parameter: publicationHeader });
}
