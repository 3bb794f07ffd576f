/**
 * A receipt as one token for headers and JSON: a JSON Web Signature in its compact form (RFC 7515), which
 * any JOSE library verifies against the published keys. Without a key it is an unsecured one, `alg: none`.
 *
 * In a file the receipt stands as plain text and the signature apart; both make the same token.
 */

import type { EmbeddedReceipt } from '@comfy-edge/runtime';
import { decodeBase64Url, encodeBase64Url } from '../http/base64-url.ts';
import type { ReceiptKeys } from './receipt-keys.ts';

/** Whose signature a receipt has. */
export type SignatureState = 'valid' | 'invalid' | 'unknown_key' | 'none';

/** @returns `<key id>.<signature>`, or undefined without a key */
export async function signReceipt(
  receipt: string,
  { signing }: ReceiptKeys,
): Promise<string | undefined> {
  if (signing === undefined) return undefined;
  const signature = await crypto.subtle.sign('Ed25519', signing.key, signed(receipt, signing.kid));
  return `${signing.kid}.${encodeBase64Url(new Uint8Array(signature))}`;
}

export async function checkSignature(
  { receipt, signature }: EmbeddedReceipt,
  { published }: ReceiptKeys,
): Promise<SignatureState> {
  if (signature === undefined) return 'none';
  const [kid = '', encoded = ''] = signature.split('.');
  const found = published.find((it) => it.kid === kid);
  if (found === undefined) return 'unknown_key';
  const bytes = decodeBase64Url(encoded);
  if (bytes === undefined) return 'invalid';
  const { kty, crv, x } = found;
  const key = await crypto.subtle.importKey('jwk', { kty, crv, x }, 'Ed25519', false, ['verify']);
  const isValid = await crypto.subtle.verify('Ed25519', key, bytes, signed(receipt, kid));
  return isValid ? 'valid' : 'invalid';
}

export function toToken({ receipt, signature }: EmbeddedReceipt): string {
  const payload = encodeText(receipt);
  if (signature === undefined) return `${encodeText('{"alg":"none"}')}.${payload}.`;
  const [kid = '', encoded = ''] = signature.split('.');
  return `${encodeText(header(kid))}.${payload}.${encoded}`;
}

/** @returns undefined for text that `toToken` did not write */
export function fromToken(token: string): EmbeddedReceipt | undefined {
  const [head = '', payload = '', encoded = ''] = token.split('.');
  const receipt = decodeText(payload);
  if (receipt === undefined) return undefined;
  const [, kid] =
    /^\{"alg":"EdDSA","kid":"([A-Za-z0-9_-]{43})"\}$/.exec(decodeText(head) ?? '') ?? [];
  const embedded = kid === undefined ? { receipt } : { receipt, signature: `${kid}.${encoded}` };
  return toToken(embedded) === token ? embedded : undefined;
}

function signed(receipt: string, kid: string): Uint8Array {
  return new TextEncoder().encode(`${encodeText(header(kid))}.${encodeText(receipt)}`);
}

function header(kid: string): string {
  return JSON.stringify({ alg: 'EdDSA', kid });
}

function encodeText(text: string): string {
  return encodeBase64Url(new TextEncoder().encode(text));
}

function decodeText(encoded: string): string | undefined {
  const bytes = decodeBase64Url(encoded);
  return bytes && new TextDecoder().decode(bytes);
}
