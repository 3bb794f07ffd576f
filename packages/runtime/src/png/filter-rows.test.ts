import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Image } from '../pixels.ts';
import { filteredRows, unfilteredRows } from './filter-rows.ts';
import { anyImage } from './images.fixture.ts';
import { noise } from './noise.fixture.ts';

test('a decoder finds the pixels', () => {
  fc.assert(
    fc.property(anyImage, (image) => {
      expect(reconstruct(filteredRows(image), image)).toEqual(image.pixels);
      expect(reconstruct(unfilteredRows(image), image)).toEqual(image.pixels);
    }),
  );
});

test('each row has the first filter of the smallest sum of roots', () => {
  fc.assert(
    fc.property(anyImage, (image) => {
      const stream = filteredRows(image);
      for (let y = 0; y < image.height; y++) {
        const sums = [0, 1, 2, 3, 4].map((filter) => rootsOf(naiveRow(image, y, filter)));
        expect(rowOf(stream, image, y)[0]).toBe(sums.indexOf(Math.min(...sums)));
      }
    }),
  );
});

test.each([1, 3])('all five filters are found where they fit, %i channels', (channels) => {
  const size = { height: 7, width: 12, channels };
  const rowBytes = size.width * channels;
  const stream = new Uint8Array(size.height * (1 + rowBytes));
  // Rows that differ from what a filter predicts in one byte, or from nothing in any.
  rowOf(stream, size, 1).set(noise(rowBytes), 1);
  for (const [y, filter] of [
    [2, 2],
    [3, 3],
    [4, 4],
    [6, 1],
  ] as const) {
    rowOf(stream, size, y).set([filter, 100]);
  }
  const image = { ...size, pixels: reconstruct(stream, size) };
  const filters = [0, 2, 3, 4, 5, 6].map((y) => rowOf(filteredRows(image), size, y)[0]);
  expect(filters).toEqual([0, 2, 3, 4, 0, 1]);
});

test('rows that are not filtered are the pixels', () => {
  const image = { pixels: Uint8Array.of(1, 2, 3, 4, 5, 6), height: 2, width: 1, channels: 3 };
  expect([...unfilteredRows(image)]).toEqual([0, 1, 2, 3, 0, 4, 5, 6]);
});

type Size = Omit<Image, 'pixels'>;

/** Row `y` with its filter. */
function rowOf(stream: Uint8Array, { width, channels }: Size, y: number): Uint8Array {
  const streamBytes = 1 + width * channels;
  return stream.subarray(y * streamBytes, (y + 1) * streamBytes);
}

/** https://www.w3.org/TR/png-3/#9Filter-types, literally. */
function reconstruct(stream: Uint8Array, size: Size): Uint8Array {
  const { height, width, channels } = size;
  const pixels = new Uint8Array(height * width * channels);
  for (let y = 0; y < height; y++) {
    const [filter = 0, ...differences] = rowOf(stream, size, y);
    differences.forEach((difference, i) => {
      const at = y * width * channels + i;
      pixels[at] = difference + predicted({ ...size, pixels }, y, i, filter);
    });
  }
  return pixels;
}

function naiveRow(image: Image, y: number, filter: number): Uint8Array {
  const start = y * image.width * image.channels;
  return Uint8Array.from(
    { length: image.width * image.channels },
    (_, i) => (image.pixels[start + i] ?? 0) - predicted(image, y, i, filter),
  );
}

function predicted(image: Image, y: number, i: number, filter: number): number {
  const rowBytes = image.width * image.channels;
  const byte = (row: number, at: number) =>
    row < 0 || at < 0 ? 0 : (image.pixels[row * rowBytes + at] ?? 0);
  const a = byte(y, i - image.channels);
  const b = byte(y - 1, i);
  const c = byte(y - 1, i - image.channels);
  return [0, a, b, Math.floor((a + b) / 2), paeth(a, b, c)][filter] ?? Number.NaN;
}

function paeth(a: number, b: number, c: number): number {
  const p = a + b - c;
  const distances = [a, b, c].map((neighbour) => Math.abs(p - neighbour));
  return [a, b, c][distances.indexOf(Math.min(...distances))] ?? Number.NaN;
}

function rootsOf(row: Uint8Array): number {
  return row.reduce((sum, byte) => sum + Math.floor(Math.sqrt(byte < 128 ? byte : 256 - byte)), 0);
}
