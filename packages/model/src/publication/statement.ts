/**
 * What a publisher signs: that a digest is a version of a model, as the publisher's `counter`-th word about
 * it, good until a time. After the metadata of The Update Framework (https://theupdateframework.github.io/
 * specification/latest/): the counter is its version number, against old statements (rollback); the time its
 * expiry, against withheld ones (freeze); the digest pins manifest, graph and blobs together (mix and match).
 * TUF's roles and thresholds are left out: one signature, of any publisher that the deployment lists.
 */
import * as v from 'valibot';
import { canonicalJson } from '../manifest/canonical-json.ts';
import { type Digest, isDigest } from '../manifest/digest.ts';
import { ModelError } from '../model-error.ts';
import { parseWith } from '../parse-graph.ts';
import { plainJson } from '../plain-json.ts';

export const statementFormat = 'comfy-edge/publication@1';

const dayMs = 24 * 60 * 60 * 1000;

export const statementLimits = {
  /** Of the canonical text. */
  bytes: 1024,
  /** From issue to expiry; whoever asks for more wants no expiry. */
  validityMs: 366 * dayMs,
  /** How far a publisher's clock may be ahead. */
  clockSkewMs: 5 * 60 * 1000,
} as const;

export interface PublicationStatement {
  readonly format: typeof statementFormat;
  readonly model: string;
  readonly digest: Digest;
  /** Above every counter that was accepted for the model before, by whomever; 1 or more. */
  readonly counter: number;
  /** ISO 8601 in UTC with milliseconds, `2026-11-22T10:00:00.000Z`; `expiresAt` as well. */
  readonly issuedAt: string;
  readonly expiresAt: string;
  /** The signing key, by its thumbprint (RFC 7638). */
  readonly publisher: string;
}

const time = v.pipe(
  v.string(),
  v.check(isUtcTime, 'expected a time like 2026-11-22T10:00:00.000Z'),
);
const schema = v.strictObject({
  format: v.literal(statementFormat),
  model: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'expected the name of a model')),
  digest: v.pipe(
    v.string(),
    v.check(isDigest, 'expected 64 lower-case hexadecimal digits'),
    v.transform((hex) => hex as Digest),
  ),
  counter: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  issuedAt: time,
  expiresAt: time,
  publisher: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/, "expected a key's thumbprint")),
});

/** @throws ModelError `statement_invalid` for what `parseStatement` would refuse */
export function encodeStatement(statement: PublicationStatement): string {
  const text = canonicalJson(statement);
  parseStatement(text);
  return text;
}

/**
 * Parses a statement that anybody may have written. Only the canonical text passes.
 *
 * @throws ModelError `statement_invalid`
 */
export function parseStatement(text: string): PublicationStatement {
  if (text.length > statementLimits.bytes) {
    throw invalid(`expected at most ${statementLimits.bytes} characters, got ${text.length}`);
  }
  const statement = parseWith(schema, parseCanonical(text), 'statement_invalid');
  const validityMs = Date.parse(statement.expiresAt) - Date.parse(statement.issuedAt);
  if (validityMs > 0 && validityMs <= statementLimits.validityMs) return statement;
  const days = statementLimits.validityMs / dayMs;
  throw invalid(
    `expected an expiry within ${days} days after ${statement.issuedAt}, got ${statement.expiresAt}`,
  );
}

/** Why a statement does not hold now, or undefined where it does. */
export function describeStaleness(
  { issuedAt, expiresAt }: PublicationStatement,
  nowMs: number,
): string | undefined {
  const now = new Date(nowMs).toISOString();
  if (nowMs >= Date.parse(expiresAt)) {
    return `expected a statement that is still valid at ${now}, got one that expired at ${expiresAt}`;
  }
  if (nowMs < Date.parse(issuedAt) - statementLimits.clockSkewMs) {
    return `expected a statement issued before ${now}, got one issued at ${issuedAt}`;
  }
  return undefined;
}

function parseCanonical(text: string): unknown {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new ModelError('statement_invalid', 'expected JSON, got other text', { cause });
  }
  const plain = plainJson(json, 'statement_invalid');
  if (canonicalJson(plain) === text) return plain;
  throw invalid('expected canonical JSON (RFC 8785), got another spelling');
}

function isUtcTime(text: string): boolean {
  const ms = Date.parse(text);
  return Number.isFinite(ms) && new Date(ms).toISOString() === text;
}

function invalid(message: string): ModelError {
  return new ModelError('statement_invalid', message);
}
