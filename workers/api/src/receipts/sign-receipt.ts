/** Signs a receipt with the deployment's key. */

import { encodeBase64Url } from '@comfy-edge/model';
import { signingInput } from '@comfy-edge/runtime';
import type { ReceiptKeys } from './receipt-keys.ts';

/** @returns `<key id>.<signature>`, or undefined without a key */
export async function signReceipt(
  receipt: string,
  { signing }: ReceiptKeys,
): Promise<string | undefined> {
  if (signing === undefined) return undefined;
  const input = signingInput(receipt, signing.kid);
  const signature = await crypto.subtle.sign('Ed25519', signing.key, input);
  return `${signing.kid}.${encodeBase64Url(new Uint8Array(signature))}`;
}
