/** Base64 (RFC 4648, section 4) by `atob` and `btoa`, which every runtime has. */

/** @throws SyntaxError */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  let binary: string;
  try {
    binary = atob(text);
  } catch (cause) {
    throw new SyntaxError(`expected base64, got ${text.length} characters that are not`, { cause });
  }
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

export function encodeBase64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}
