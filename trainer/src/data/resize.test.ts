import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resizeImages } from './resize.ts';

describe('resizeImages', () => {
  it('keeps a constant image constant, whatever the sizes', () => {
    const side = fc.integer({ min: 1, max: 12 });
    fc.assert(
      fc.property(
        side,
        side,
        side,
        side,
        fc.nat(255),
        (height, width, toHeight, toWidth, value) => {
          const pixels = new Uint8Array(2 * height * width).fill(value);
          const from = { height, width, channels: 1 };
          const to = { height: toHeight, width: toWidth, channels: 3 };
          const resized = resizeImages(pixels, 2, from, to);
          expect(resized).toEqual(new Uint8Array(2 * toHeight * toWidth * 3).fill(value));
        },
      ),
    );
  });

  it('interpolates between pixel centres when it enlarges', () => {
    const resized = resizeImages(Uint8Array.of(0, 200), 1, row(2), row(4));
    expect([...resized]).toEqual([0, 50, 150, 200]);
  });

  it('averages with a triangle when it shrinks', () => {
    // Centre 0.5 and radius 2: weights 3/4, 3/4, 1/4 of pixels 0, 1, 2 (pixel −1 does not exist).
    const resized = resizeImages(Uint8Array.of(70, 0, 210, 0), 1, row(4), row(2));
    expect(resized[0]).toBe(Math.round((70 * 0.75 + 210 * 0.25) / 1.75));
  });

  it('turns RGB into Rec. 601 luma', () => {
    const from = { height: 1, width: 1, channels: 3 };
    expect([...resizeImages(Uint8Array.of(100, 200, 50), 1, from, row(1))]).toEqual([153]);
  });
});

function row(width: number) {
  return { height: 1, width, channels: 1 };
}
