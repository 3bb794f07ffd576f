/**
 * Prefix codes as deflate wants them: lengths by Huffman's algorithm under a limit, and the canonical
 * code that the lengths alone determine (https://www.rfc-editor.org/rfc/rfc1951#section-3.2.2).
 *
 * Source: Moffat and Katajainen, "In-place calculation of minimum-redundancy codes", 1995. Under the
 * limit the code is not the best, but within some bits of it.
 */
import { word } from './pack-bits.ts';

/** No code of deflate is longer. */
const LONGEST = 15;

/** Sorting keys are a frequency above a symbol's nine bits: all different, and below 2³⁰. */
const SYMBOL_BITS = 9;
const SYMBOL_MASK = (1 << SYMBOL_BITS) - 1;
const HIGHEST_FREQUENCY = (1 << (30 - SYMBOL_BITS)) - 1;
/**
 * Symbols that occur once count as if they did twice. The code is a little worse, but its lengths are
 * more alike and take less room to describe: 0.7 % of a 28×28 picture's file.
 */
const LOWEST_WEIGHT = 2;

/**
 * @param frequencies by symbol, at most 512 of them; at least two are not zero
 * @param longest length that no code may exceed: at most 15, and enough for so many symbols
 * @returns lengths by symbol, 0 where the frequency is
 */
export function codeLengths(frequencies: Uint32Array, longest: number): Uint8Array {
  const keys = sortedKeys(frequencies);
  const nodes = new Int32Array(keys.length);
  // Where a code is too long, symbols are too rare: the rarest are taken for more and more frequent.
  for (let lowest = LOWEST_WEIGHT; ; lowest *= 2) {
    for (let i = 0; i < keys.length; i++) {
      nodes[i] = Math.max(lowest, (keys[i] as number) >>> SYMBOL_BITS);
    }
    weightsToDepths(nodes);
    if ((nodes[0] as number) <= longest) break; // No leaf is deeper than the lightest.
  }
  const lengths = new Uint8Array(frequencies.length);
  for (let i = 0; i < keys.length; i++) {
    lengths[(keys[i] as number) & SYMBOL_MASK] = nodes[i] as number;
  }
  return lengths;
}

/** Of the symbols that occur, the rarest first. */
function sortedKeys(frequencies: Uint32Array): Int32Array {
  const keys = new Int32Array(frequencies.length);
  let count = 0;
  for (let symbol = 0; symbol < frequencies.length; symbol++) {
    const frequency = frequencies[symbol] as number;
    if (frequency === 0) continue;
    keys[count++] = (Math.min(frequency, HIGHEST_FREQUENCY) << SYMBOL_BITS) | symbol;
  }
  return keys.subarray(0, count).sort();
}

/**
 * Huffman's tree in one array, which holds in turn what is still needed: weights of leaves that wait,
 * weights of joined nodes that wait, parents of those joined again, and in the end depths of leaves.
 *
 * @param nodes weights, the lightest first, at least two; how far each is from the root afterwards
 */
function weightsToDepths(nodes: Int32Array): void {
  const count = nodes.length;
  // Joined nodes come into being in order of weight, so the lightest of all heads one of two queues.
  let leaf = 0;
  let joined = 0;
  for (let node = 0; node < count - 1; node++) {
    let weight = 0;
    for (let child = 0; child < 2; child++) {
      const isJoined =
        joined < node && (leaf === count || (nodes[joined] as number) < (nodes[leaf] as number));
      if (isJoined) {
        weight += nodes[joined] as number;
        nodes[joined++] = node;
      } else {
        weight += nodes[leaf++] as number;
      }
    }
    nodes[node] = weight;
  }
  nodes[count - 2] = 0;
  for (let node = count - 3; node >= 0; node--) {
    nodes[node] = (nodes[nodes[node] as number] as number) + 1;
  }
  // Of the places at a depth, those that joined nodes leave free are leaves'.
  let node = count - 2;
  let next = count - 1;
  for (let depth = 0, places = 1; places > 0; depth++) {
    let taken = 0;
    for (; node >= 0 && nodes[node] === depth; node--) taken++;
    for (; places > taken; places--) nodes[next--] = depth;
    places = 2 * taken;
  }
}

/**
 * Codes of one length are consecutive numbers in order of symbols, after those of shorter ones.
 *
 * @returns words by symbol, 0 where the length is
 */
export function canonicalCode(lengths: Uint8Array): Int32Array {
  const next = new Uint16Array(LONGEST + 2);
  for (let symbol = 0; symbol < lengths.length; symbol++) {
    const length = lengths[symbol] as number;
    if (length > 0) next[length + 1] = (next[length + 1] as number) + 1;
  }
  for (let length = 1; length <= LONGEST; length++) {
    next[length] = ((next[length - 1] as number) + (next[length] as number)) << 1;
  }
  const code = new Int32Array(lengths.length);
  for (let symbol = 0; symbol < lengths.length; symbol++) {
    const length = lengths[symbol] as number;
    if (length === 0) continue;
    const value = next[length] as number;
    next[length] = value + 1;
    code[symbol] = word(reversed(value) >>> (16 - length), length);
  }
  return code;
}

/** Of 16 bits: codes are all that deflate writes from the highest bit down. */
function reversed(bits: number): number {
  const pairs = ((bits & 0x5555) << 1) | ((bits >>> 1) & 0x5555);
  const fours = ((pairs & 0x3333) << 2) | ((pairs >>> 2) & 0x3333);
  const eights = ((fours & 0x0f0f) << 4) | ((fours >>> 4) & 0x0f0f);
  return ((eights & 0xff) << 8) | (eights >>> 8);
}
