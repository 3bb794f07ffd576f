/**
 * A stream of bytes as deflate's blocks (https://www.rfc-editor.org/rfc/rfc1951#section-3.2.3): as
 * they are, or as tokens, in the code that every decoder knows or in one of their own. The sizes
 * follow from counts alone, so of all that is possible only the smallest is ever written.
 */
import { describeCode } from './code-description.ts';
import { countOf, extended, packBits, word } from './pack-bits.ts';
import { canonicalCode, codeLengths } from './prefix-code.ts';
import {
  countSymbols,
  extraCountOf,
  extraOf,
  SYMBOLS,
  type SymbolCounts,
  symbolOf,
} from './symbols.ts';
import { END, tokensOf } from './tokens.ts';

export type Block = StoredBlock | CodedBlock;

interface StoredBlock {
  readonly kind: 'stored';
  readonly bytes: Uint8Array;
  readonly sizeBytes: number;
}

interface CodedBlock {
  readonly kind: 'fixed' | 'dynamic';
  readonly tokens: Uint16Array;
  readonly code: Code;
  readonly sizeBytes: number;
}

interface Code {
  /** Of literals, the end and lengths of runs, by symbol. */
  readonly lengths: Uint8Array;
  /** Of the only distance, 1: its code is zeros. */
  readonly distanceLength: number;
  /** Words from which a decoder learns it. */
  readonly description: Int32Array;
}

/** A block begins with a bit that says whether it is the last, and two above it for its kind. */
const LAST = 1;
const KINDS = { stored: 0, fixed: 2, dynamic: 4 };

/** A stored block takes a byte for its kind, two for its length, and two for that length inverted. */
const STORED_HEADER_BYTES = 5;
const STORED_MAX_BYTES = 65535;

const LONGEST_CODE = 15;

/** The smallest that holds the bytes. */
export function planBlock(bytes: Uint8Array): Block {
  const tokens = tokensOf(bytes);
  const counts = countSymbols(tokens);
  let least: Block = codedBlock('dynamic', tokens, ownCode(counts.frequencies), counts);
  // No other kind spends less than a byte on a token.
  if (least.sizeBytes >= tokens.length) {
    const fixed = codedBlock('fixed', tokens, fixedCode(), counts);
    const stored = storedBlock(bytes);
    if (fixed.sizeBytes < least.sizeBytes) least = fixed;
    if (stored.sizeBytes < least.sizeBytes) least = stored;
  }
  return least;
}

function storedBlock(bytes: Uint8Array): StoredBlock {
  const parts = Math.ceil(bytes.length / STORED_MAX_BYTES);
  return { kind: 'stored', bytes, sizeBytes: bytes.length + parts * STORED_HEADER_BYTES };
}

function codedBlock(
  kind: CodedBlock['kind'],
  tokens: Uint16Array,
  code: Code,
  { frequencies, runs, extraBits }: SymbolCounts,
): CodedBlock {
  const { lengths, distanceLength, description } = code;
  let sizeBits = 3 + runs * distanceLength + extraBits;
  for (let i = 0; i < description.length; i++) sizeBits += countOf(description[i] as number);
  for (let symbol = 0; symbol < SYMBOLS; symbol++) {
    sizeBits += (frequencies[symbol] as number) * (lengths[symbol] as number);
  }
  return { kind, tokens, code, sizeBytes: Math.ceil(sizeBits / 8) };
}

function ownCode(frequencies: Uint32Array): Code {
  const lengths = codeLengths(frequencies, LONGEST_CODE);
  return { lengths, distanceLength: 1, description: describeCode(lengths) };
}

/** https://www.rfc-editor.org/rfc/rfc1951#section-3.2.6. */
function fixedCode(): Code {
  const lengths = new Uint8Array(SYMBOLS).fill(8).fill(9, 144, 256).fill(7, 256, 280);
  return { lengths, distanceLength: 5, description: new Int32Array(0) };
}

/** Writes `block.sizeBytes` bytes from `position` on. */
export function writeBlock(file: Uint8Array<ArrayBuffer>, position: number, block: Block): void {
  if (block.kind === 'stored') writeStored(file, position, block.bytes);
  else packBits(wordsOf(block), file, position);
}

function wordsOf({ kind, tokens, code }: CodedBlock): Int32Array {
  const { lengths, distanceLength, description } = code;
  const tokensAt = 1 + description.length;
  const words = new Int32Array(tokensAt + tokens.length);
  words[0] = word(LAST | KINDS[kind], 3);
  words.set(description, 1);
  const bySymbol = canonicalCode(lengths);
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i] as number;
    words[tokensAt + i] =
      token <= END ? (bySymbol[token] as number) : runWord(token - END, bySymbol, distanceLength);
  }
  return words;
}

function runWord(run: number, bySymbol: Int32Array, distanceLength: number): number {
  const length = bySymbol[symbolOf(run)] as number;
  return extended(length, extraOf(run), extraCountOf(run) + distanceLength);
}

function writeStored(file: Uint8Array<ArrayBuffer>, position: number, bytes: Uint8Array): void {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  let at = position;
  for (let start = 0; start < bytes.length; start += STORED_MAX_BYTES) {
    const part = bytes.subarray(start, start + STORED_MAX_BYTES);
    const isLast = start + part.length === bytes.length;
    view.setUint8(at, (isLast ? LAST : 0) | KINDS.stored);
    view.setUint16(at + 1, part.length, true);
    view.setUint16(at + 3, ~part.length, true);
    file.set(part, at + STORED_HEADER_BYTES);
    at += STORED_HEADER_BYTES + part.length;
  }
}
