/**
 * A statement with its signature as one token for a header: a JSON Web Signature in its compact form (RFC
 * 7515), which any JOSE library verifies. Its payload is the statement's canonical text, its protected header
 * is written from the statement, and a token that is not exactly what would be written of it is refused: so
 * nobody chooses the algorithm but this file, and one statement has one token.
 */
import { ModelError } from '../model-error.ts';
import { decodeBase64Url, encodeBase64Url } from './base64-url.ts';
import { type PublisherKey, type PublisherPublicKey, publicHalf } from './publisher-key.ts';
import { encodeStatement, type PublicationStatement, parseStatement } from './statement.ts';

const tokenType = 'comfy-edge-publication+jws';

export interface SignedStatement {
  readonly statement: PublicationStatement;
  /** Nobody has verified it yet. */
  readonly signature: Uint8Array<ArrayBuffer>;
}

/** @throws ModelError `statement_invalid` for a statement that no reader would take */
export async function signStatement(
  statement: PublicationStatement,
  key: PublisherKey,
): Promise<string> {
  const { d } = key;
  const jwk = { ...publicHalf(key), d };
  const privateKey = await crypto.subtle.importKey('jwk', jwk, 'Ed25519', false, ['sign']);
  const input = signingInput(statement);
  const signature = await crypto.subtle.sign('Ed25519', privateKey, asciiOf(input));
  return `${input}.${encodeBase64Url(new Uint8Array(signature))}`;
}

/**
 * Takes a token apart. Who signed it is not looked at: see `isSignedBy`.
 *
 * @throws ModelError `statement_invalid`
 */
export function parseSignedStatement(token: string): SignedStatement {
  const [, payload = '', encoded = ''] = token.split('.');
  const text = decodeBase64Url(payload);
  const signature = decodeBase64Url(encoded);
  if (text === undefined || signature?.length !== 64) {
    throw new ModelError('statement_invalid', 'expected a token of three parts, got other text');
  }
  const statement = parseStatement(new TextDecoder().decode(text));
  if (`${signingInput(statement)}.${encoded}` === token) return { statement, signature };
  throw new ModelError(
    'statement_invalid',
    `expected a token that says {"alg":"EdDSA"} and the statement's publisher, got another header`,
  );
}

export async function isSignedBy(
  { statement, signature }: SignedStatement,
  publisher: PublisherPublicKey,
): Promise<boolean> {
  const jwk = publicHalf(publisher);
  const key = await crypto.subtle.importKey('jwk', jwk, 'Ed25519', false, ['verify']);
  return crypto.subtle.verify('Ed25519', key, signature, asciiOf(signingInput(statement)));
}

function signingInput(statement: PublicationStatement): string {
  const header = JSON.stringify({ alg: 'EdDSA', kid: statement.publisher, typ: tokenType });
  return `${encodeText(header)}.${encodeText(encodeStatement(statement))}`;
}

function encodeText(text: string): string {
  return encodeBase64Url(new TextEncoder().encode(text));
}

function asciiOf(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new TextEncoder().encode(text));
}
