/**
 * Philox 4x32-10, a counter-based generator of random numbers: a keyed mixing of a 128-bit counter.
 * Nothing has to be drawn in order, so image 7 of a batch needs no images 0 to 6.
 *
 * Source: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011,
 * https://doi.org/10.1145/2063384.2063405. Tested against Random123's known answers.
 */

/** Four unsigned 32-bit words. */
export type PhiloxCounter = readonly [number, number, number, number];

/** Two unsigned 32-bit words. */
export type PhiloxKey = readonly [number, number];

const ROUNDS = 10;
const MULTIPLIER_0 = 0xd2511f53;
const MULTIPLIER_1 = 0xcd9e8d57;
/** The golden ratio and √3 − 1, each times 2³²: the Weyl steps of the key schedule. */
const WEYL_0 = 0x9e3779b9;
const WEYL_1 = 0xbb67ae85;

/**
 * Mixes one counter into four random words.
 *
 * @param counter four u32 words, the first counts fastest
 * @param key two u32 words; different keys give independent sequences
 * @returns four u32 words
 */
export function philox4x32(
  counter: PhiloxCounter,
  key: PhiloxKey,
): [number, number, number, number] {
  let [x0, x1, x2, x3] = counter;
  let [key0, key1] = key;
  for (let round = 0; round < ROUNDS; round++) {
    const high0 = multiplyHigh(MULTIPLIER_0, x0);
    const low0 = Math.imul(MULTIPLIER_0, x0);
    const high1 = multiplyHigh(MULTIPLIER_1, x2);
    const low1 = Math.imul(MULTIPLIER_1, x2);
    x0 = (high1 ^ x1 ^ key0) >>> 0;
    x1 = low1 >>> 0;
    x2 = (high0 ^ x3 ^ key1) >>> 0;
    x3 = low0 >>> 0;
    key0 = (key0 + WEYL_0) >>> 0;
    key1 = (key1 + WEYL_1) >>> 0;
  }
  return [x0, x1, x2, x3];
}

/** The upper 32 bits of the 64-bit product of two u32, by 16-bit halves: every sum stays below 2⁵³. */
function multiplyHigh(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const middle = aHigh * bLow + ((aLow * bLow) >>> 16);
  const carry = aLow * bHigh + (middle & 0xffff);
  return aHigh * bHigh + (middle >>> 16) + (carry >>> 16);
}
