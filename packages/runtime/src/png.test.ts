import fc from 'fast-check';
import { decode } from 'fast-png';
import { expect, test } from 'vitest';
import { encodePng } from './png.ts';

const image = fc
  .record({
    height: fc.integer({ min: 1, max: 20 }),
    width: fc.integer({ min: 1, max: 20 }),
    channels: fc.constantFrom(1, 3),
  })
  .chain((size) => {
    const length = size.height * size.width * size.channels;
    return fc
      .uint8Array({ minLength: length, maxLength: length })
      .map((pixels) => ({ ...size, pixels }));
  });

test('a PNG holds the pixels, gray or RGB', () => {
  fc.assert(
    fc.property(image, (original) => {
      const { data, height, width, channels, depth } = decode(encodePng(original));
      expect({ pixels: new Uint8Array(data), height, width, channels }).toEqual(original);
      expect(depth).toBe(8);
    }),
  );
});

test('the file begins with the signature and says gray', () => {
  const file = encodePng({ pixels: new Uint8Array(6), height: 2, width: 3, channels: 1 });
  expect([...file.subarray(0, 8)]).toEqual([137, 80, 78, 71, 13, 10, 26, 10]);
  expect(file[25]).toBe(0);
});

test('refuses other numbers of channels, and pixels that do not fit', () => {
  const pixels = new Uint8Array(8);
  expect(() => encodePng({ pixels, height: 2, width: 2, channels: 2 })).toThrow(
    'expected 1 or 3 channels, got 2',
  );
  expect(() => encodePng({ pixels, height: 3, width: 3, channels: 1 })).toThrow(RangeError);
});
