import { expect, test } from 'vitest';
import { contactSheet } from './contact-sheet.ts';
import type { Image } from './pixels.ts';

function filled(byte: number, channels = 1): Image {
  return { pixels: new Uint8Array(2 * channels).fill(byte), height: 1, width: 2, channels };
}

test('images go row by row, white between them and where one is missing', () => {
  const sheet = contactSheet([filled(1), filled(2), filled(3)], 2, 1);
  expect(sheet).toEqual({
    ...{ height: 3, width: 5, channels: 1 },
    pixels: Uint8Array.of(
      ...[1, 1, 255, 2, 2],
      ...[255, 255, 255, 255, 255],
      ...[3, 3, 255, 255, 255],
    ),
  });
});

test('fewer images than columns make a narrower sheet; channels stay together', () => {
  expect(contactSheet([filled(7, 3)], 5)).toEqual(filled(7, 3));
});

test('refuses what makes no sheet', () => {
  expect(() => contactSheet([], 2)).toThrow('expected at least one image, got none');
  expect(() => contactSheet([filled(1)], 0)).toThrow('expected columns to be a positive integer');
  expect(() => contactSheet([filled(1)], 1, -1)).toThrow('expected gapPixels');
  expect(() => contactSheet([filled(1), filled(1, 3)], 2)).toThrow(
    'expected images of 1×2×1, got 1×2×3',
  );
});
