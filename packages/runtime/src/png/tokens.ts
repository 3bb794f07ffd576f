/**
 * Bytes as literals and runs: a byte that comes again at least four times is written as "the byte
 * before, so many times more". zlib calls it Z_RLE and made it for PNG.
 *
 * It is the part of LZ77 that pays here. What a network draws repeats to the byte only where it is
 * flat, and filters make flat places runs of zeros. The first match that a hash table finds made the
 * default model's files larger; a search of zlib's hardest kind, for better ones, 2 % smaller.
 *
 * A token is a number: 0–255 a literal, 256 the end, 256 + n a run of n.
 */

export const END = 256;

/** Runs of three would cost as much as the literals. */
const SHORTEST_RUN = 4;
/** The longest that deflate can say. */
export const LONGEST_RUN = 258;

/** The bytes as tokens, the end included. */
export function tokensOf(bytes: Uint8Array): Uint16Array {
  const tokens = new Uint16Array(bytes.length + 1);
  let count = 0;
  let last = -1;
  for (let i = 0; i < bytes.length; ) {
    const byte = bytes[i] as number;
    let end = i;
    if (byte === last) {
      const limit = Math.min(bytes.length, i + LONGEST_RUN);
      do end++;
      while (end < limit && bytes[end] === byte);
    }
    if (end - i < SHORTEST_RUN) {
      tokens[count++] = byte;
      last = byte;
      i++;
    } else {
      tokens[count++] = END + end - i;
      i = end;
    }
  }
  tokens[count++] = END;
  return tokens.subarray(0, count);
}
