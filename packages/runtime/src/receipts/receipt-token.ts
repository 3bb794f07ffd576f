/**
 * A receipt as one token for headers and JSON: a JSON Web Signature in its compact form (RFC 7515), which
 * any JOSE library verifies against the published keys. Without a key it is an unsecured one, `alg: none`.
 *
 * In a file the receipt stands as plain text and the signature apart; both make the same token.
 */
import { decodeBase64Url, encodeBase64Url } from '@comfy-edge/model';
import type { EmbeddedReceipt } from './embedded-receipt.ts';

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

/** What is signed: header and payload of the token. */
export function signingInput(receipt: string, kid: string): Uint8Array {
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
