import { deflateSync, crc32 as zlibCrc32 } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { adler32, crc32 } from './checksums.ts';

test('the published check values', () => {
  const bytes = new TextEncoder().encode('123456789');
  expect(crc32(bytes, 0, bytes.length)).toBe(0xcbf43926);
  expect(adler32(bytes)).toBe(0x091e01de);
});

test('the checksums of zlib', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(300), (bytes, start) => {
      const from = Math.min(start, bytes.length);
      expect(crc32(bytes, from, bytes.length)).toBe(zlibCrc32(bytes.subarray(from)));
      expect(adler32(bytes)).toBe(adlerOfZlib(bytes));
    }),
  );
});

test('sums of many large bytes do not overflow', () => {
  const bytes = new Uint8Array(100_000).fill(255);
  expect(adler32(bytes)).toBe(adlerOfZlib(bytes));
});

function adlerOfZlib(bytes: Uint8Array): number {
  return deflateSync(bytes).readUInt32BE(deflateSync(bytes).length - 4);
}
