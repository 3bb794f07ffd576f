/** SHA-256 digests as lower-case hex: the names of blobs and of model versions. */
import { hexOf } from '../hex.ts';
import { ModelError } from '../model-error.ts';

/** 64 lower-case hexadecimal digits. */
export type Digest = string & { readonly __brand: 'Digest' };

/** Whether the text is a digest. */
export function isDigest(text: string): text is Digest {
  return /^[0-9a-f]{64}$/.test(text);
}

/** @throws ModelError `manifest_invalid` */
export function parseDigest(text: string): Digest {
  if (isDigest(text)) return text;
  throw new ModelError(
    'manifest_invalid',
    `expected 64 lower-case hexadecimal digits, got "${text.slice(0, 80)}"`,
  );
}

/** SHA-256 of the bytes, which are not copied: they may be a blob of many megabytes. */
export async function sha256Hex(bytes: Uint8Array): Promise<Digest> {
  // The types allow shared memory, which `digest` refuses and nobody here uses.
  const unshared = bytes as Uint8Array<ArrayBuffer>;
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', unshared));
  return hexOf(hash) as Digest;
}
