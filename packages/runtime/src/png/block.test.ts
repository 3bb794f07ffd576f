import { inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Block, planBlock, writeBlock } from './block.ts';
import { noise } from './noise.fixture.ts';
import { codeLengths } from './prefix-code.ts';
import { countSymbols } from './symbols.ts';
import { tokensOf } from './tokens.ts';

/** From nothing but runs to nothing but noise, with few and with many values. */
const anyBytes = fc
  .tuple(
    fc.array(fc.tuple(fc.nat(255), fc.integer({ min: 1, max: 700 })), { maxLength: 20 }),
    fc.uint8Array({ maxLength: 1500 }),
    fc.constantFrom(1, 3, 15, 127, 255),
  )
  .map(([runs, rest, mask]) =>
    Uint8Array.from([
      0,
      ...runs.flatMap(([byte, length]) => new Array<number>(length).fill(byte & mask)),
      ...rest.map((byte) => byte & mask),
    ]),
  );

test('zlib reads what was written, and it has the size that was planned', () => {
  fc.assert(
    fc.property(anyBytes, (bytes) => {
      const block = planBlock(bytes);
      expect(inflated(written(block))).toEqual(bytes);
      expect(block.sizeBytes).toBeLessThanOrEqual(bytes.length + 5);
    }),
  );
});

test('writes nothing outside its place', () => {
  fc.assert(
    fc.property(anyBytes, fc.nat(5), (bytes, before) => {
      const block = planBlock(bytes);
      const file = new Uint8Array(before + block.sizeBytes + 9).fill(0xaa);
      writeBlock(file, before, block);
      expect(file.subarray(before, before + block.sizeBytes)).toEqual(written(block));
      const around = [...file.subarray(0, before), ...file.subarray(before + block.sizeBytes)];
      expect(around).toEqual(new Array(before + 9).fill(0xaa));
    }),
  );
});

test.each([
  ['fixed', 'few tokens', Uint8Array.of(0, 200)],
  ['fixed', 'one long run', new Uint8Array(600)],
  ['dynamic', 'many tokens of few values', noise(2000).map((byte) => byte & 7)],
  ['stored', 'noise', noise(2000)],
  ['stored', 'noise of several stored blocks', noise(2 * 65535 + 1)],
  ['stored', 'noise that fills stored blocks', noise(65535)],
])('a %s block for %s', (kind, _, bytes) => {
  const block = planBlock(bytes);
  expect(block.kind).toBe(kind);
  expect(inflated(written(block))).toEqual(bytes);
});

test('no code is longer than deflate allows', () => {
  // As frequent, after the end's 2, as Fibonacci's numbers; apart from their like, so no runs.
  const counts = [2, 4];
  while (counts.length < 16) counts.push((counts.at(-1) ?? 0) + (counts.at(-2) ?? 0));
  const bytes = Uint8Array.from(
    counts.flatMap((count, symbol) => new Array(count).fill([15 * symbol, 255, 255]).flat()),
  );
  const { frequencies } = countSymbols(tokensOf(bytes));
  expect(Math.max(...codeLengths(frequencies, 40))).toBeGreaterThan(15);
  const block = planBlock(bytes);
  expect(block.kind).toBe('dynamic');
  expect(inflated(written(block))).toEqual(bytes);
});

function written(block: Block): Uint8Array {
  const bytes = new Uint8Array(block.sizeBytes);
  writeBlock(bytes, 0, block);
  return bytes;
}

function inflated(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(inflateRawSync(bytes));
}
