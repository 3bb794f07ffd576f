import fc from 'fast-check';
import { expect, test } from 'vitest';
import { END, LONGEST_RUN, tokensOf } from './tokens.ts';

/** Few values and long stretches of them. */
const bytesWithRuns = fc
  .array(fc.tuple(fc.nat(2), fc.integer({ min: 1, max: 600 })), { maxLength: 12 })
  .map((runs) => Uint8Array.from(runs.flatMap(([byte, length]) => new Array(length).fill(byte))));

test('tokens say the bytes', () => {
  fc.assert(
    fc.property(bytesWithRuns, (bytes) => {
      const said: number[] = [];
      const tokens = tokensOf(bytes);
      expect(tokens.at(-1)).toBe(END);
      for (const token of tokens.subarray(0, -1)) {
        expect(token).not.toBe(END);
        if (token < END) said.push(token);
        else said.push(...new Array(token - END).fill(said.at(-1)));
      }
      expect(Uint8Array.from(said)).toEqual(bytes);
    }),
  );
});

test('runs are 4 to 258 bytes long', () => {
  const runs = (length: number) => [...tokensOf(new Uint8Array(length).fill(7))];
  expect(runs(0)).toEqual([END]);
  expect(runs(4)).toEqual([7, 7, 7, 7, END]);
  expect(runs(5)).toEqual([7, END + 4, END]);
  expect(runs(259)).toEqual([7, END + LONGEST_RUN, END]);
  expect(runs(262)).toEqual([7, END + LONGEST_RUN, 7, 7, 7, END]);
  expect(runs(263)).toEqual([7, END + LONGEST_RUN, END + 4, END]);
});
