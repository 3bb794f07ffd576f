/** Bytes as lower-case hexadecimal digits. */

/** Looked up: to format 32 numbers takes longer than to hash a small image. */
const digitsOf = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

export function hexOf(bytes: Uint8Array): string {
  let hex = '';
  for (const byte of bytes) hex += digitsOf[byte];
  return hex;
}
