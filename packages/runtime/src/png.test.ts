import { inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { decode } from 'fast-png';
import { expect, test } from 'vitest';
import type { Image } from './pixels.ts';
import { anyImage } from './png/images.fixture.ts';
import { noise } from './png/noise.fixture.ts';
import { encodePng } from './png.ts';

test('a PNG holds the pixels, gray or RGB', () => {
  fc.assert(fc.property(anyImage, expectDecodable));
});

test.each([1, 3])('large ones, too: noise, flat, and both, %i channels', (channels) => {
  const size = { height: 211, width: 331, channels };
  const pixels = noise(size.height * size.width * channels);
  expectDecodable({ ...size, pixels });
  expectDecodable({ ...size, pixels: new Uint8Array(pixels.length).fill(255) });
  const half = new Uint8Array(pixels.length).fill(255);
  half.set(pixels.subarray(0, pixels.length / 2));
  expectDecodable({ ...size, pixels: half });
});

test('rows are filtered where that makes the file smaller', () => {
  const size = { height: 28, width: 28, channels: 1 };
  const slope = Uint8Array.from({ length: 784 }, (_, i) => 5 * (i % 28) + Math.floor(i / 28));
  const noisyMiddle = noise(784).map((byte, i) => (i % 28 > 9 && i % 28 < 18 ? byte >>> 1 : 0));
  const filters = (pixels: Uint8Array) =>
    rowsOf(encodePng({ ...size, pixels })).filter((_, i) => i % 29 === 0);
  expect([...filters(slope)]).not.toContain(0);
  expect([...filters(noisyMiddle)]).toEqual(new Array(28).fill(0));
});

test('flat pictures take two bytes a row, and noise next to nothing more than its bytes', () => {
  const size = { height: 298, width: 298, channels: 1 };
  const flat = encodePng({ ...size, pixels: new Uint8Array(298 * 298).fill(255) });
  expect(flat.length).toBeLessThan(700);
  const noisy = encodePng({ ...size, pixels: noise(298 * 298) });
  expect(noisy.length).toBeLessThan(298 * 299 + 100);
});

test('the file begins with the signature and says gray or RGB, eight bits, and its size', () => {
  const header = (channels: number) =>
    encodePng({ pixels: new Uint8Array(6 * channels), height: 2, width: 3, channels });
  const signature = [137, 80, 78, 71, 13, 10, 26, 10];
  const size = [0, 0, 0, 3, 0, 0, 0, 2];
  expect([...header(1).subarray(0, 29)]).toEqual([
    ...signature,
    ...[0, 0, 0, 13, 73, 72, 68, 82],
    ...size,
    ...[8, 0, 0, 0, 0],
  ]);
  expect([...header(3).subarray(16, 29)]).toEqual([...size, 8, 2, 0, 0, 0]);
});

test.each([
  [{ height: 2, width: 2, channels: 2 }, 'expected 1 or 3 channels, got 2'],
  [{ height: 3, width: 3, channels: 1 }, 'expected 9 bytes (3×3×1), got 8'],
  [{ height: 1, width: 2, channels: 3 }, 'expected 6 bytes (1×2×3), got 8'],
  [{ height: 0, width: 8, channels: 1 }, 'a height and a width of at least 1, got 0×8'],
  [{ height: 2.5, width: 3.2, channels: 1 }, 'a height and a width of at least 1, got 2.5×3.2'],
])('refuses %o for eight bytes', (size, message) => {
  const encode = () => encodePng({ ...size, pixels: new Uint8Array(8) });
  expect(encode).toThrow(RangeError);
  expect(encode).toThrow(message);
});

function expectDecodable(original: Image): void {
  const file = encodePng(original);
  const { data, height, width, channels, depth } = decode(file, { checkCrc: true });
  expect(depth).toBe(8);
  expect({ height, width, channels }).toEqual({
    height: original.height,
    width: original.width,
    channels: original.channels,
  });
  expect(Buffer.compare(new Uint8Array(data), original.pixels)).toBe(0);
  expect(rowsOf(file).length).toBe(height * (1 + width * channels));
}

/** What is in the only data chunk, by zlib, which also reads the checksum. */
function rowsOf(file: Uint8Array): Uint8Array {
  return inflateSync(file.subarray(41, file.length - 16));
}
