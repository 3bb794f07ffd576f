/**
 * How a block says which codes it uses: their lengths in order of symbols, repetitions shortened, in a
 * prefix code of their own (https://www.rfc-editor.org/rfc/rfc1951#section-3.2.7).
 */
import { extended, word } from './pack-bits.ts';
import { canonicalCode, codeLengths } from './prefix-code.ts';

const LONGEST = 7;
/** Symbols after the lengths 0 to 15: the length before 3 to 6 times more, 3 to 10 and more zeros. */
const REPEAT = 16;
const ZEROS = 17;
const MANY_ZEROS = 18;
const SYMBOLS = 19;
/** The order in which lengths of this code are written: the last are most often zero. */
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
/** So many are always written, and so many of the literal/length code. */
const FEWEST_OF_ORDER = 4;
const FEWEST_LENGTHS = 257;

/** An item is a symbol and above it, if it is of the last three, how often beyond the fewest times. */
const SYMBOL_BITS = 5;
const SYMBOL_MASK = 31;

/**
 * @param literals lengths of the literal/length code, by symbol
 * @returns words
 */
export function describeCode(literals: Uint8Array): Int32Array {
  let count = literals.length;
  while (count > FEWEST_LENGTHS && literals[count - 1] === 0) count--;
  // The distance code has one code of one bit, even if no run uses it: some decoders want one.
  const lengths = new Uint8Array(count + 1);
  lengths.set(literals.subarray(0, count));
  lengths[count] = 1;
  const items = itemsOf(lengths);

  const frequencies = new Uint32Array(SYMBOLS);
  for (let i = 0; i < items.length; i++) {
    const symbol = (items[i] as number) & SYMBOL_MASK;
    frequencies[symbol] = (frequencies[symbol] as number) + 1;
  }
  const itemLengths = codeLengths(frequencies, LONGEST);
  let orderCount = SYMBOLS;
  while (orderCount > FEWEST_OF_ORDER && itemLengths[ORDER[orderCount - 1] as number] === 0) {
    orderCount--;
  }

  const words = new Int32Array(3 + orderCount + items.length);
  words[0] = word(count - FEWEST_LENGTHS, 5);
  words[1] = word(0, 5);
  words[2] = word(orderCount - FEWEST_OF_ORDER, 4);
  for (let i = 0; i < orderCount; i++) {
    words[3 + i] = word(itemLengths[ORDER[i] as number] as number, 3);
  }
  const code = canonicalCode(itemLengths);
  for (let i = 0; i < items.length; i++) {
    const item = items[i] as number;
    const symbol = item & SYMBOL_MASK;
    const itemCode = code[symbol] as number;
    words[3 + orderCount + i] =
      symbol < REPEAT ? itemCode : extended(itemCode, item >>> SYMBOL_BITS, extraCountOf(symbol));
  }
  return words;
}

function extraCountOf(symbol: number): number {
  return symbol === REPEAT ? 2 : symbol === ZEROS ? 3 : 7;
}

function itemsOf(lengths: Uint8Array): Uint16Array {
  const items = new Uint16Array(lengths.length);
  let count = 0;
  for (let i = 0; i < lengths.length; ) {
    const length = lengths[i] as number;
    let end = i + 1;
    while (end < lengths.length && lengths[end] === length) end++;
    let left = end - i;
    i = end;
    if (length > 0) {
      items[count++] = length;
      left--;
    }
    while (left >= 3) {
      const times = Math.min(left, length > 0 ? 6 : 138);
      const symbol = length > 0 ? REPEAT : times > 10 ? MANY_ZEROS : ZEROS;
      items[count++] = symbol | ((times - (symbol === MANY_ZEROS ? 11 : 3)) << SYMBOL_BITS);
      left -= times;
    }
    while (left-- > 0) items[count++] = length;
  }
  return items.subarray(0, count);
}
