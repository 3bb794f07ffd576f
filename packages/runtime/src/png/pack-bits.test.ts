import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countOf, extended, packBits, word } from './pack-bits.ts';

const bits = fc.integer({ min: 0, max: 24 }).chain((count) =>
  fc.record({
    count: fc.constant(count),
    bits: fc.integer({ min: 0, max: 2 ** count - 1 }),
  }),
);

test('words follow each other from the lowest bit of the first byte on', () => {
  fc.assert(
    fc.property(fc.array(bits, { maxLength: 40 }), fc.nat(3), (list, position) => {
      let sum = 0n;
      let count = 0;
      for (const item of list) {
        sum |= BigInt(item.bits) << BigInt(count);
        count += item.count;
      }
      const bytes = new Uint8Array(position + Math.ceil(count / 8) + 1).fill(0xaa);
      packBits(
        Int32Array.from(list, (item) => word(item.bits, item.count)),
        bytes,
        position,
      );
      const end = bytes.length - 1;
      const packed = [...bytes.subarray(position, end)].reduceRight(
        (higher, byte) => (higher << 8n) | BigInt(byte),
        0n,
      );
      expect(packed).toBe(sum);
      expect([...bytes.subarray(0, position), bytes[end]]).toEqual(
        new Array(position + 1).fill(0xaa),
      );
    }),
  );
});

test('an extended word is both of its parts', () => {
  const whole = extended(word(0b101, 3), 0b0110, 4);
  expect(whole).toBe(word(0b0110_101, 7));
  expect(countOf(whole)).toBe(7);
});
