/**
 * Bits into bytes, the lowest bit first (https://www.rfc-editor.org/rfc/rfc1951#section-3.1.1).
 *
 * What is to be written is a list of words. A word is an integer: up to 24 bits and, below them, how
 * many they are.
 */

const COUNT_BITS = 5;
const COUNT_MASK = (1 << COUNT_BITS) - 1;

/** @param bits zero from bit `count` on */
export function word(bits: number, count: number): number {
  return (bits << COUNT_BITS) | count;
}

export function countOf(word: number): number {
  return word & COUNT_MASK;
}

/** The word, then `count` more bits. */
export function extended(word: number, bits: number, count: number): number {
  return word + (bits << (COUNT_BITS + countOf(word))) + count;
}

/** Writes the words from `position` on, and zeros to the end of the last byte. */
export function packBits(words: Int32Array, bytes: Uint8Array, position: number): void {
  let at = position;
  let pending = 0;
  let pendingCount = 0;
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as number;
    pending |= (word >>> COUNT_BITS) << pendingCount;
    pendingCount += word & COUNT_MASK;
    for (; pendingCount >= 8; pendingCount -= 8) {
      bytes[at++] = pending;
      pending >>>= 8;
    }
  }
  if (pendingCount > 0) bytes[at] = pending;
}
