/** CRC-32 as in PNG and zlib (ISO 3309), bit by bit: the few bytes of a key need no table. */

/** The polynomial with its bits reversed. */
const POLYNOMIAL = 0xedb88320;

/** @returns u32 */
export function crc32(bytes: Uint8Array): number {
  let remainder = -1;
  for (const byte of bytes) {
    remainder ^= byte;
    for (let bit = 0; bit < 8; bit++) {
      remainder = (remainder >>> 1) ^ (remainder & 1 && POLYNOMIAL);
    }
  }
  return ~remainder >>> 0;
}
