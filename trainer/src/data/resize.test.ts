import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { cropNames } from './fit.ts';
import { type ImageForm, imageForm } from './image-form.ts';
import { filterNames } from './resample-filter.ts';
import { resizeImages } from './resize.ts';

describe('resizeImages', () => {
  it('keeps a constant image constant, whatever the sizes, the filter and the crop', () => {
    const side = fc.integer({ min: 1, max: 12 });
    fc.assert(
      fc.property(
        fc.record({ height: side, width: side }),
        fc.record({ height: side, width: side }),
        fc.constantFrom(...filterNames),
        fc.constantFrom('centre' as const, 'stretch' as const),
        fc.nat(255),
        (from, to, filter, crop, value) => {
          const pixels = new Uint8Array(2 * from.height * from.width).fill(value);
          const form = imageForm({ ...to, channels: 3, filter, crop });
          const resized = resizeImages(pixels, 2, { ...from, channels: 1 }, form);
          expect(resized).toEqual(new Uint8Array(2 * to.height * to.width * 3).fill(value));
        },
      ),
    );
  });

  it('interpolates between pixel centres when it enlarges', () => {
    const form = row(4, { filter: 'bilinear', crop: 'stretch' });
    expect([...resizeImages(Uint8Array.of(0, 200), 1, row(2), form)]).toEqual([0, 50, 150, 200]);
  });

  it('averages with a triangle when it shrinks', () => {
    // Centre 0.5 and radius 2: weights 3/4, 3/4, 1/4 of pixels 0, 1, 2 (pixel −1 does not exist).
    const form = row(2, { filter: 'bilinear', crop: 'stretch' });
    const resized = resizeImages(Uint8Array.of(70, 0, 210, 0), 1, row(4), form);
    expect(resized[0]).toBe(Math.round((70 * 0.75 + 210 * 0.25) / 1.75));
  });

  it('averages whole pixels with a box, and takes one with nearest', () => {
    const source = Uint8Array.of(10, 30, 50, 70);
    const resized = (filter: 'box' | 'nearest') => [
      ...resizeImages(source, 1, row(4), row(2, { filter, crop: 'stretch' })),
    ];
    expect(resized('box')).toEqual([20, 60]);
    expect(resized('nearest')).toEqual([30, 70]);
  });

  it('agrees with libvips on Lanczos but for rounding', async () => {
    const [from, to] = [60, 20];
    const wave = (x: number, y: number) => 128 + 90 * Math.sin(x / 4) * Math.cos(y / 5);
    const pixels = Uint8Array.from({ length: from * from }, (_, at) =>
      Math.round(wave(at % from, Math.floor(at / from))),
    );
    const size = { height: from, width: from, channels: 1 } as const;
    const ours = resizeImages(pixels, 1, size, imageForm({ height: to, width: to, channels: 1 }));
    const theirs = await sharp(pixels, { raw: size })
      .resize(to, to, { kernel: 'lanczos3' })
      .toColourspace('b-w')
      .raw()
      .toBuffer();
    const largest = ours.reduce(
      (most, value, at) => Math.max(most, Math.abs(value - (theirs[at] ?? 0))),
      0,
    );
    expect(largest).toBeLessThanOrEqual(2);
  });

  it('turns RGB into Rec. 601 luma', () => {
    const from = { height: 1, width: 1, channels: 3 };
    expect([...resizeImages(Uint8Array.of(100, 200, 50), 1, from, row(1))]).toEqual([153]);
  });

  it.each([
    // A row of six into two by two: the middle, all of it beneath a bar, or squeezed.
    ['centre', [3, 4, 3, 4]],
    ['letterbox', [2, 5, 255, 255]],
    ['stretch', [2, 5, 2, 5]],
  ] as const)('%s', (crop, expected) => {
    const from = { height: 2, width: 6, channels: 1 };
    const pixels = Uint8Array.from([1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6]);
    const form = imageForm({ height: 2, width: 2, channels: 1, crop, filter: 'box' });
    expect([...resizeImages(pixels, 1, from, form)]).toEqual(expected);
  });

  it('letterboxes onto black as well, and every crop fills the asked size', () => {
    const pixels = new Uint8Array(40).fill(9);
    const form = imageForm({ height: 4, width: 4, channels: 1, background: 'black' });
    const from = { height: 10, width: 4, channels: 1 };
    const boxed = resizeImages(pixels, 1, from, { ...form, crop: 'letterbox' });
    expect([...boxed.subarray(0, 4)]).toEqual([0, 9, 9, 0]);
    for (const crop of cropNames) {
      expect(resizeImages(pixels, 1, from, { ...form, crop })).toHaveLength(16);
    }
  });
});

function row(width: number, more: Partial<Pick<ImageForm, 'filter' | 'crop'>> = {}): ImageForm {
  return imageForm({ height: 1, width, channels: 1, ...more });
}
