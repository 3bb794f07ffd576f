/** What a PNG is but for its receipt: other operations make the same file of the same pixels. */

import { sha256Hex } from '@comfy-edge/model';
import { removeReceipt } from '@comfy-edge/runtime';

export function bareSha256({ base64 }: { readonly base64: string }): Promise<string> {
  const file = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  return sha256Hex(removeReceipt('png', file));
}

export function bareSha256s(images: readonly { readonly base64: string }[]): Promise<string[]> {
  return Promise.all(images.map(bareSha256));
}
