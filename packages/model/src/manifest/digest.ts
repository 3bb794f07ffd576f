/** SHA-256 digests as lower-case hex: the names of blobs and of model versions. */
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

/** SHA-256 of the bytes. */
export async function sha256Hex(bytes: Uint8Array): Promise<Digest> {
  const copy = new Uint8Array(bytes);
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', copy));
  return parseDigest(Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join(''));
}
