import { expect, test } from 'vitest';
import { countSymbols, extraCountOf, extraOf, symbolOf } from './symbols.ts';
import { END } from './tokens.ts';

/** The table of RFC 1951, section 3.2.5: symbol, extra bits, first and last length. */
const TABLE = [
  [257, 0, 3, 3],
  [258, 0, 4, 4],
  [259, 0, 5, 5],
  [260, 0, 6, 6],
  [261, 0, 7, 7],
  [262, 0, 8, 8],
  [263, 0, 9, 9],
  [264, 0, 10, 10],
  [265, 1, 11, 12],
  [266, 1, 13, 14],
  [267, 1, 15, 16],
  [268, 1, 17, 18],
  [269, 2, 19, 22],
  [270, 2, 23, 26],
  [271, 2, 27, 30],
  [272, 2, 31, 34],
  [273, 3, 35, 42],
  [274, 3, 43, 50],
  [275, 3, 51, 58],
  [276, 3, 59, 66],
  [277, 4, 67, 82],
  [278, 4, 83, 98],
  [279, 4, 99, 114],
  [280, 4, 115, 130],
  [281, 5, 131, 162],
  [282, 5, 163, 194],
  [283, 5, 195, 226],
  [284, 5, 227, 257],
  [285, 0, 258, 258],
] as const;

test.each(
  TABLE,
)('symbol %i with %i extra bits is a run of %i to %i', (symbol, count, first, last) => {
  for (let run = first; run <= last; run++) {
    expect([symbolOf(run), extraCountOf(run), extraOf(run)]).toEqual([symbol, count, run - first]);
  }
});

test('counts literals and the end by value, runs by symbol, and their extra bits', () => {
  const tokens = Uint16Array.of(7, END + 11, 7, END + 12, END + 258, END);
  const { frequencies, runs, extraBits } = countSymbols(tokens);
  const counted = [...frequencies.entries()].filter(([, count]) => count > 0);
  expect(counted).toEqual([
    [7, 2],
    [END, 1],
    [265, 2],
    [285, 1],
  ]);
  expect({ runs, extraBits }).toEqual({ runs: 3, extraBits: 2 });
});
