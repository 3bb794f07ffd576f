import type { Image } from '@comfy-edge/runtime';
import { expect, test } from 'vitest';
import { meanAbsoluteLevels, structuralSimilarity } from './image-distance.ts';

const imageOf = (width: number, height: number, levelAt: (i: number) => number): Image => ({
  pixels: Uint8Array.from({ length: width * height }, (_, i) => levelAt(i)),
  ...{ width, height, channels: 1 },
});
const noise = imageOf(12, 10, (i) => (i * i * 31 + i * 17) % 256);

test('an image is as near to itself as can be', () => {
  expect(meanAbsoluteLevels(noise, noise)).toBe(0);
  expect(structuralSimilarity(noise, noise)).toBeCloseTo(1, 12);
});

test('levels are counted, structure is compared', () => {
  const lighter = imageOf(12, 10, (i) => 40 + ((noise.pixels[i] ?? 0) >> 1));
  const darker = imageOf(12, 10, (i) => 30 + ((noise.pixels[i] ?? 0) >> 1));
  const inverted = imageOf(12, 10, (i) => 255 - (noise.pixels[i] ?? 0));
  expect(meanAbsoluteLevels(lighter, darker)).toBe(10);
  expect(structuralSimilarity(lighter, darker)).toBeGreaterThan(0.95);
  expect(structuralSimilarity(noise, inverted)).toBeLessThan(-0.5);
});

test('flat images have the similarity of their means', () => {
  const flat = (level: number) => imageOf(7, 7, () => level);
  // (2·100·110 + C₁) / (100² + 110² + C₁), by hand.
  expect(structuralSimilarity(flat(100), flat(110))).toBeCloseTo(22006.5025 / 22106.5025, 12);
});

test('images smaller than a window are one window', () => {
  const small = imageOf(3, 2, (i) => 40 * i);
  expect(structuralSimilarity(small, small)).toBeCloseTo(1, 12);
});
