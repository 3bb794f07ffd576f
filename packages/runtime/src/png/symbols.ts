/**
 * Deflate's literal/length alphabet, https://www.rfc-editor.org/rfc/rfc1951#section-3.2.5: literals
 * and the end are their own symbols; the lengths of runs share 29, most of them completed by extra
 * bits. From a length of 11 on, each doubling of `length − 3` has four symbols and one extra bit more.
 */
import { END, LONGEST_RUN } from './tokens.ts';

/** Two of them are never used, but have a place in the fixed code. */
export const SYMBOLS = 288;

const LAST_LENGTH = 285;
const SHORTEST = 3;

/** @param run its length */
export function symbolOf(run: number): number {
  if (run === LONGEST_RUN) return LAST_LENGTH;
  const extraCount = extraCountOf(run);
  return END + 1 + 4 * extraCount + ((run - SHORTEST) >>> extraCount);
}

/** How many bits of `run − 3` follow the symbol. */
export function extraCountOf(run: number): number {
  return run === LONGEST_RUN ? 0 : Math.max(0, 29 - Math.clz32(run - SHORTEST));
}

/** Those bits, the lowest. */
export function extraOf(run: number): number {
  return (run - SHORTEST) & ((1 << extraCountOf(run)) - 1);
}

/** All that must be known of tokens to know how many bits they take in a code. */
export interface SymbolCounts {
  /** By symbol. */
  readonly frequencies: Uint32Array;
  readonly runs: number;
  /** Of all runs together. */
  readonly extraBits: number;
}

/** @param tokens as in `tokens.ts` */
export function countSymbols(tokens: Uint16Array): SymbolCounts {
  const frequencies = new Uint32Array(SYMBOLS);
  let runs = 0;
  let extraBits = 0;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i] as number;
    let symbol = token;
    if (token > END) {
      symbol = symbolOf(token - END);
      extraBits += extraCountOf(token - END);
      runs++;
    }
    frequencies[symbol] = (frequencies[symbol] as number) + 1;
  }
  return { frequencies, runs, extraBits };
}
