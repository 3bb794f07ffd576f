/** The two checksums inside a PNG file: CRC-32 of every chunk, Adler-32 of the pixels' stream. */

/** The polynomial of https://www.w3.org/TR/png-3/#D-CRCAppendix, its bits reversed. */
const POLYNOMIAL = 0xedb88320;

/** The remainder that each byte leaves. */
const REMAINDERS = remainders();

/**
 * Remainders are linear: that of two bytes' XOR is the XOR of theirs, so eight of them, of one bit
 * each, make all 256.
 */
function remainders(): Int32Array {
  const table = new Int32Array(256);
  let remainder = POLYNOMIAL;
  for (let bit = 128; bit > 0; bit >>>= 1) {
    table[bit] = remainder;
    remainder = (remainder >>> 1) ^ (remainder & 1 && POLYNOMIAL);
  }
  for (let bit = 2; bit < 256; bit <<= 1) {
    for (let rest = 1; rest < bit; rest++) {
      table[bit + rest] = (table[bit] as number) ^ (table[rest] as number);
    }
  }
  return table;
}

/**
 * Of the bytes from `start` to before `end`.
 *
 * @returns u32
 */
export function crc32(bytes: Uint8Array, start: number, end: number): number {
  let remainder = -1;
  for (let i = start; i < end; i++) {
    remainder =
      (REMAINDERS[(remainder ^ (bytes[i] as number)) & 255] as number) ^ (remainder >>> 8);
  }
  return ~remainder >>> 0;
}

/** The largest prime below 2¹⁶. */
const ADLER_MODULUS = 65521;
/** As many bytes of 255 can be added to sums below the modulus before the second one passes 2³⁰. */
const ADLER_STRIDE = 2655;

/**
 * The sum of the bytes and the sum of those sums, https://www.rfc-editor.org/rfc/rfc1950#section-9.
 *
 * @returns u32
 */
export function adler32(bytes: Uint8Array): number {
  let sum = 1;
  let sumOfSums = 0;
  for (let start = 0; start < bytes.length; start += ADLER_STRIDE) {
    const end = Math.min(bytes.length, start + ADLER_STRIDE);
    for (let i = start; i < end; i++) {
      sum += bytes[i] as number;
      sumOfSums += sum;
    }
    sum %= ADLER_MODULUS;
    sumOfSums %= ADLER_MODULUS;
  }
  return ((sumOfSums << 16) | sum) >>> 0;
}
