import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeFloat16, encodeFloat16 } from './float16.ts';

const half = (value: number): number => encodeFloat16(Float32Array.of(value))[0] ?? -1;
const value = (bits: number): number => decodeFloat16(Uint16Array.of(bits))[0] ?? Number.NaN;

describe('float16', () => {
  it('decodes the values that IEEE 754 names', () => {
    expect(value(0x3c00)).toBe(1);
    expect(value(0xc000)).toBe(-2);
    expect(value(0x7bff)).toBe(65504);
    expect(value(0x0400)).toBe(2 ** -14);
    expect(value(0x0001)).toBe(2 ** -24);
    expect(value(0x3555)).toBe(0.333251953125);
    expect(value(0x8000)).toBe(-0);
    expect(value(0x7c00)).toBe(Number.POSITIVE_INFINITY);
    expect(value(0xfe00)).toBeNaN();
  });

  it('gives every one of the 65,536 patterns back', () => {
    const all = Uint16Array.from({ length: 65_536 }, (_, bits) => bits);
    const back = encodeFloat16(decodeFloat16(all));
    for (const bits of all) {
      const isNan = (bits & 0x7c00) === 0x7c00 && (bits & 0x3ff) !== 0;
      expect(isNan ? (back[bits] ?? 0) & 0x7fff : back[bits]).toBe(isNan ? 0x7e00 : bits);
    }
  });

  it('rounds to the nearest, ties to even, across the whole range', () => {
    // Every midpoint of neighbours is an exact f32: it goes to the even one, its f32 neighbours
    // to the nearer.
    const below = new Float32Array(1);
    const word = new Uint32Array(below.buffer);
    const nudge = (from: number, by: number) => {
      below[0] = from;
      word[0] = (word[0] ?? 0) + by;
      return below[0];
    };
    for (let bits = 0; bits < 0x7bff; bits++) {
      const middle = (value(bits) + value(bits + 1)) / 2;
      expect(half(middle)).toBe(bits + (bits & 1));
      expect(half(nudge(middle, -1))).toBe(bits);
      expect(half(nudge(middle, 1))).toBe(bits + 1);
    }
  });

  it('overflows to infinity from 65520 on', () => {
    expect(half(65519)).toBe(0x7bff);
    expect(half(65520)).toBe(0x7c00);
    expect(half(-3e38)).toBe(0xfc00);
  });

  it('is odd', () => {
    fc.assert(
      fc.property(fc.float({ noNaN: true }), (x) => {
        expect(half(-x)).toBe(half(x) ^ 0x8000);
      }),
    );
  });
});
