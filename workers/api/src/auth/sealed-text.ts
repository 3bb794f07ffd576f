/**
 * Text at rest that opens with one API key's text alone: AES-256-GCM (NIST SP 800-38D) under a key that HKDF
 * (RFC 5869) makes of it. The service stores no text of any key, so what lies there can be read while the
 * holder of the key asks for it, and by nobody who has the storage. The secret has 256 bits; nothing has to be
 * made slow.
 */

const nonceBytes = 12;
const encoder = new TextEncoder();

/** @param context what the text is for; it must be the same to open it */
export async function sealText(
  text: string,
  secret: string,
  context: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const nonce = crypto.getRandomValues(new Uint8Array(nonceBytes));
  const key = await keyOf(secret, context);
  const sealed = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv: nonce },
    key,
    encoder.encode(text),
  );
  const bytes = new Uint8Array(nonceBytes + sealed.byteLength);
  bytes.set(nonce);
  bytes.set(new Uint8Array(sealed), nonceBytes);
  return bytes;
}

/** @returns undefined where it was sealed with another secret, for another context, or is damaged */
export async function openText(
  sealed: Uint8Array<ArrayBuffer>,
  secret: string,
  context: string,
): Promise<string | undefined> {
  const iv = sealed.subarray(0, nonceBytes);
  const key = await keyOf(secret, context);
  try {
    const bytes = sealed.subarray(nonceBytes);
    return new TextDecoder().decode(
      await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, bytes),
    );
  } catch {
    return undefined;
  }
}

async function keyOf(secret: string, context: string): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', encoder.encode(secret), 'HKDF', false, [
    'deriveKey',
  ]);
  const info = encoder.encode(`comfy-edge sealed text: ${context}`);
  return crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}
