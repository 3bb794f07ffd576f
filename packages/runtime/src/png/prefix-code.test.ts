import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countOf, word } from './pack-bits.ts';
import { canonicalCode, codeLengths } from './prefix-code.ts';

/** Too small in sum for a code of more than 15 bits: that takes 2 · (1 + 1 + 2 + 3 + … + 987). */
const frequencies = fc
  .array(fc.oneof(fc.constant(0), fc.integer({ min: 2, max: 15 })), { maxLength: 286 })
  .map((some) => Uint32Array.from([5, ...some, 2]));

test('a code takes as many bits as one by the naive algorithm', () => {
  fc.assert(
    fc.property(frequencies, (counts) => {
      const lengths = codeLengths(counts, 15);
      const bits = counts.reduce((sum, count, symbol) => sum + count * (lengths[symbol] ?? 0), 0);
      expect(bits).toBe(naiveBits(counts));
    }),
  );
});

test('symbols that do not occur have no code, and all others fill the space of codes', () => {
  fc.assert(
    fc.property(frequencies, (counts) => {
      const lengths = codeLengths(counts, 15);
      expect([...lengths].map((length) => length > 0)).toEqual([...counts].map((it) => it > 0));
      expect(filledSpace(lengths)).toBe(1);
    }),
  );
});

test('a symbol that occurs once counts twice', () => {
  expect([...codeLengths(Uint32Array.of(1, 2, 1, 2), 15)]).toEqual([2, 2, 2, 2]);
});

test.each([
  [15, 17],
  [15, 30],
  [7, 9],
  [7, 19],
])('a code of at most %i bits, though Huffman would give %i symbols more', (longest, count) => {
  const counts = fibonacci(count);
  expect(Math.max(...codeLengths(counts, count))).toBe(count - 1);
  const lengths = codeLengths(counts, longest);
  expect(Math.max(...lengths)).toBeLessThanOrEqual(longest);
  expect(filledSpace(lengths)).toBe(1);
  expect([...lengths]).toEqual([...lengths].sort((a, b) => b - a));
});

test('frequencies too high for a sorting key are taken for the highest', () => {
  expect([...codeLengths(Uint32Array.of(2 ** 23, 3, 2 ** 31, 3, 5), 15)]).toEqual([2, 4, 1, 4, 3]);
});

test('the example of RFC 1951, section 3.2.2', () => {
  const code = canonicalCode(Uint8Array.of(3, 3, 3, 3, 3, 2, 4, 4));
  const texts = ['010', '011', '100', '101', '110', '00', '1110', '1111'];
  expect([...code]).toEqual(texts.map(wordOf));
});

test('symbols without a length have no code', () => {
  const code = canonicalCode(Uint8Array.of(0, 1, 0, 15, 15, 0));
  expect([...code].map(countOf)).toEqual([0, 1, 0, 15, 15, 0]);
  expect(code[3]).toBe(wordOf('100000000000000'));
});

/** The joined weights, added up: every joining makes each leaf below it one bit longer. */
function naiveBits(counts: Uint32Array): number {
  const weights = [...counts].filter((count) => count > 0);
  let bits = 0;
  while (weights.length > 1) {
    const [first = 0, second = 0] = weights.sort((a, b) => a - b).splice(0, 2);
    bits += first + second;
    weights.push(first + second);
  }
  return bits;
}

/** 1 where every sequence of bits begins with a code, as decoders demand. */
function filledSpace(lengths: Uint8Array): number {
  return lengths.reduce((sum, length) => sum + (length > 0 ? 2 ** -length : 0), 0);
}

/** Each the sum of the two before: Huffman's code for `count` of them has `count − 1` bits. */
function fibonacci(count: number): Uint32Array {
  const numbers = new Uint32Array(count).fill(2);
  for (let i = 2; i < count; i++) numbers[i] = (numbers[i - 1] ?? 0) + (numbers[i - 2] ?? 0);
  return numbers;
}

/** Of a code as it is read. */
function wordOf(text: string): number {
  return word(Number.parseInt([...text].reverse().join(''), 2), text.length);
}
