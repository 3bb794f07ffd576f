import fc from 'fast-check';
import { expect, test } from 'vitest';
import { describeCode } from './code-description.ts';
import { countOf } from './pack-bits.ts';

/** Stretches of equal lengths, of all sizes that are written differently. */
const lengths = fc
  .array(fc.tuple(fc.nat(15), fc.constantFrom(1, 2, 3, 6, 7, 10, 11, 60, 138, 139)), {
    maxLength: 60,
  })
  .map((stretches) => {
    const all = stretches.flatMap(([length, times]) => new Array<number>(times).fill(length));
    return Uint8Array.from({ length: 288 }, (_, i) => (i < 286 ? (all[i] ?? 0) : 0));
  });

test('a decoder learns the lengths, and one distance code of one bit', () => {
  fc.assert(fc.property(lengths, (literals) => expectUnderstood(literals)));
});

test('its own code is never longer than three bits can say', () => {
  // Lengths as frequent as Fibonacci's numbers, each beside an 8, so that none repeats.
  const rare = [2, 4, 6, 10, 16, 26].flatMap((times, i) => new Array<number>(times).fill(2 + i));
  const literals = new Uint8Array(288);
  for (let i = 0; i < 257; i += 2) literals.set([8, [1, ...rare][i / 2] ?? 15], i);
  literals[257] = 0;
  expectUnderstood(literals);
});

function expectUnderstood(literals: Uint8Array): void {
  const used = literals.findLastIndex((length) => length > 0) + 1;
  const { literalLengths, distanceLengths } = understood(describeCode(literals));
  expect(literalLengths).toEqual([...literals.subarray(0, Math.max(257, used))]);
  expect(distanceLengths).toEqual([1]);
}

/** RFC 1951, section 3.2.7, bit by bit. */
function understood(words: Int32Array) {
  const bits = [...words].flatMap((word) =>
    Array.from({ length: countOf(word) }, (_, bit) => (word >>> (5 + bit)) & 1),
  );
  const number = (count: number) =>
    bits.splice(0, count).reduce((sum, bit, place) => sum + bit * 2 ** place, 0);
  const literalCount = 257 + number(5);
  const distanceCount = 1 + number(5);
  const own = new Map<number, number>();
  const order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
  for (const symbol of order.slice(0, 4 + number(4))) own.set(symbol, number(3));
  const symbols = codesOf(own);
  const all: number[] = [];
  while (all.length < literalCount + distanceCount) {
    let code = '';
    while (!symbols.has(code)) {
      if (code.length > 7) throw new Error(`expected a code, got ${code}`);
      code += number(1);
    }
    const symbol = symbols.get(code) ?? 0;
    if (symbol < 16) all.push(symbol);
    else if (symbol === 16) all.push(...new Array<number>(3 + number(2)).fill(all.at(-1) ?? -1));
    else all.push(...new Array<number>(symbol === 17 ? 3 + number(3) : 11 + number(7)).fill(0));
  }
  expect(bits).toEqual([]);
  return {
    literalLengths: all.slice(0, literalCount),
    distanceLengths: all.slice(literalCount),
  };
}

/** Codes in order of length, then of symbols, each one more than the last; as they are read. */
function codesOf(lengths: ReadonlyMap<number, number>): Map<string, number> {
  const codes = new Map<string, number>();
  let code = 0;
  for (let length = 1; length <= 7; length++) {
    for (let symbol = 0; symbol < 19; symbol++) {
      if (lengths.get(symbol) !== length) continue;
      codes.set(code.toString(2).padStart(length, '0'), symbol);
      code++;
    }
    code *= 2;
  }
  return codes;
}
