/**
 * CRC-32C (Castagnoli, RFC 3720 section 12.1), masked as TensorFlow stores it: a checksum of data that
 * holds checksums itself would be weak
 * (https://github.com/tensorflow/tensorflow/blob/v2.9.1/tensorflow/core/lib/hash/crc32c.h).
 */
const polynomial = 0x82f6_3b78; // Bits reversed.

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? polynomial : 0);
  return crc;
});

export function crc32c(bytes: Uint8Array): number {
  let crc = 0xffff_ffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ (table[(crc ^ byte) & 0xff] ?? 0);
  return (crc ^ 0xffff_ffff) >>> 0;
}

export function maskedCrc32c(bytes: Uint8Array): number {
  const crc = crc32c(bytes);
  return (((crc >>> 15) | (crc << 17)) + 0xa282_ead8) >>> 0;
}
