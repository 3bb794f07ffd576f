/**
 * Publishers' keys: Ed25519 (RFC 8032: the same text has one signature) as JSON Web Keys (RFC 8037), named
 * by their thumbprint (RFC 7638), so that a name cannot stand for another key.
 */
import * as v from 'valibot';
import { ModelError } from '../model-error.ts';
import { parseWith } from '../parse-graph.ts';
import { plainJson } from '../plain-json.ts';
import { encodeBase64Url } from './base64-url.ts';

/** What a deployment lists. */
export interface PublisherPublicKey {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  /** The key, base64url. */
  readonly x: string;
}

/** What the publisher keeps to itself. */
export interface PublisherKey extends PublisherPublicKey {
  /** The private half, base64url. */
  readonly d: string;
}

const half = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/, 'expected base64url of 32 bytes'));
const schema = v.strictObject({
  kty: v.literal('OKP'),
  crv: v.literal('Ed25519'),
  x: half,
  d: half,
});

/** Draws a key at random. */
export async function newPublisherKey(): Promise<PublisherKey> {
  const pair = (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as {
    readonly privateKey: CryptoKey;
  };
  const { x = '', d = '' } = (await crypto.subtle.exportKey('jwk', pair.privateKey)) as {
    readonly x?: string;
    readonly d?: string;
  };
  return { kty: 'OKP', crv: 'Ed25519', x, d };
}

/**
 * The key of a key file.
 *
 * @throws ModelError `statement_invalid`; the message tells nothing of the key
 */
export function parsePublisherKey(text: string): PublisherKey {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new ModelError('statement_invalid', 'expected a key as JSON, got other text');
  }
  try {
    return parseWith(schema, plainJson(json, 'statement_invalid'), 'statement_invalid');
  } catch {
    const expected = 'a private Ed25519 key {"kty":"OKP","crv":"Ed25519","x":…,"d":…}';
    throw new ModelError('statement_invalid', `expected ${expected}, got something else`);
  }
}

export function publicHalf({ kty, crv, x }: PublisherPublicKey): PublisherPublicKey {
  return { kty, crv, x };
}

/** The members of a thumbprint in their one order, as RFC 8037, appendix A.3, has them. */
export async function publisherKeyId({ x }: PublisherPublicKey): Promise<string> {
  const members = JSON.stringify({ crv: 'Ed25519', kty: 'OKP', x });
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(members));
  return encodeBase64Url(new Uint8Array(digest));
}
