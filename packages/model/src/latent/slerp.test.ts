import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { latentVector } from '../random/latent.ts';
import { slerp } from './slerp.ts';

const latentOf = (seed: number) => latentVector({ seed, size: 64 });
const lengthOf = (latent: Float32Array) => Math.hypot(...latent);

/** The definition, by sines. */
function bySines(a: Float32Array, b: Float32Array, t: number): Float32Array {
  const product = a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
  const angle = Math.acos(product / lengthOf(a) / lengthOf(b));
  const from = Math.sin((1 - t) * angle) / Math.sin(angle);
  const to = Math.sin(t * angle) / Math.sin(angle);
  return a.map((value, index) => from * value + to * (b[index] ?? 0));
}

describe('slerp', () => {
  it('is what sines give, within the rounding of f32', () => {
    const seed = fc.integer({ min: 0, max: 0xffffffff });
    fc.assert(
      fc.property(seed, seed, fc.double({ min: 0, max: 1, noNaN: true }), (a, b, t) => {
        fc.pre(a !== b);
        const actual = slerp(latentOf(a), latentOf(b), t);
        const expected = bySines(latentOf(a), latentOf(b), t);
        for (const [index, value] of expected.entries()) {
          expect(Math.abs((actual[index] ?? Number.NaN) - value)).toBeLessThan(5e-7);
        }
      }),
    );
  });

  it('begins and ends at what it was given, to the bit', () => {
    expect(slerp(latentOf(1), latentOf(2), 0)).toEqual(latentOf(1));
    expect(slerp(latentOf(1), latentOf(2), 1)).toEqual(latentOf(2));
  });

  it('stays as far out as its ends, where a straight line comes closer to the origin', () => {
    const [a, b] = [latentOf(1), latentOf(2)];
    const middle = a.map((value, index) => (value + (b[index] ?? 0)) / 2);
    const shorter = Math.min(lengthOf(a), lengthOf(b));
    expect(lengthOf(middle)).toBeLessThan(0.8 * shorter);
    for (const t of [0.25, 0.5, 0.75]) {
      expect(lengthOf(slerp(a, b, t))).toBeGreaterThan(0.95 * shorter);
    }
  });

  it('takes the straight line where there is no arc', () => {
    const a = Float32Array.of(2, 0);
    expect(slerp(a, Float32Array.of(4, 0), 0.5)).toEqual(Float32Array.of(3, 0));
    expect(slerp(a, Float32Array.of(-2, 0), 0.25)).toEqual(Float32Array.of(1, 0));
    expect(slerp(a, Float32Array.of(0, 0), 0.5)).toEqual(Float32Array.of(1, 0));
  });

  it('has the same bits everywhere', () => {
    const point = slerp(latentOf(1), latentOf(2), 0.3);
    expect([...new Uint32Array(point.buffer, 0, 4)]).toMatchInlineSnapshot(`
      [
        1065325183,
        1065890454,
        3196161229,
        1061105821,
      ]
    `);
  });

  it('refuses what is no path', () => {
    expect(() => slerp(latentOf(1), new Float32Array(3), 0.5)).toThrow(/one size, got 64 and 3/);
    expect(() => slerp(latentOf(1), latentOf(2), 1.1)).toThrow(/t in \[0, 1\], got 1.1/);
    expect(() => slerp(latentOf(1), latentOf(2), Number.NaN)).toThrow(/got NaN/);
  });
});
