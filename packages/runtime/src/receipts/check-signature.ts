/** Whose signature a receipt has: Ed25519 (RFC 8032) against a deployment's published keys (RFC 8037). */
import { decodeBase64Url } from '@comfy-edge/model';
import type { EmbeddedReceipt } from './embedded-receipt.ts';
import { signingInput } from './receipt-token.ts';

/** As `/.well-known/comfy-edge-keys.json` lists it: what of it is needed. */
export interface ReceiptKey {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  /** The key, base64url. */
  readonly x: string;
  /** Its thumbprint (RFC 7638). */
  readonly kid: string;
}

export type SignatureState = 'valid' | 'invalid' | 'unknown_key' | 'none';

export async function checkSignature(
  { receipt, signature }: EmbeddedReceipt,
  keys: readonly ReceiptKey[],
): Promise<SignatureState> {
  if (signature === undefined) return 'none';
  const [kid = '', encoded = ''] = signature.split('.');
  const found = keys.find((it) => it.kid === kid);
  if (found === undefined) return 'unknown_key';
  const bytes = decodeBase64Url(encoded);
  if (bytes === undefined) return 'invalid';
  const { kty, crv, x } = found;
  const key = await crypto.subtle.importKey('jwk', { kty, crv, x }, 'Ed25519', false, ['verify']);
  const isValid = await crypto.subtle.verify(
    'Ed25519',
    key,
    bytes,
    new Uint8Array(signingInput(receipt, kid)),
  );
  return isValid ? 'valid' : 'invalid';
}
