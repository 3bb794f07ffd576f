import { expect, test } from 'vitest';
import type { Image } from '../pixels.ts';
import { noise } from '../png/noise.fixture.ts';
import { resizeLanczos } from './lanczos.ts';

const image = (pixels: Uint8Array, height: number, width: number, channels = 1): Image => ({
  ...{ pixels, height, width, channels },
});

test('flat images stay flat, whatever their size becomes', () => {
  for (const byte of [0, 1, 128, 255]) {
    const flat = image(new Uint8Array(7 * 5 * 3).fill(byte), 7, 5, 3);
    for (const [height, width] of [
      [7, 5],
      [14, 10],
      [3, 2],
      [1, 1],
      [40, 3],
    ] as const) {
      const { pixels, ...size } = resizeLanczos(flat, { height, width });
      expect(size).toEqual({ height, width, channels: 3 });
      expect(pixels).toEqual(new Uint8Array(height * width * 3).fill(byte));
    }
  }
});

test('the same size gives the same pixels', () => {
  const random = image(noise(13 * 9), 13, 9);
  expect(resizeLanczos(random, { height: 13, width: 9 })).toEqual(random);
});

test('mirrored images become mirrored results', () => {
  const random = noise(24);
  const mirrored = resizeLanczos(image(random.toReversed(), 1, 24), { height: 1, width: 60 });
  const straight = resizeLanczos(image(random, 1, 24), { height: 1, width: 60 });
  expect(mirrored.pixels.toReversed()).toEqual(straight.pixels);
});

test('channels do not mix', () => {
  const colours = new Uint8Array(8 * 8 * 3).map((_, i) => (i % 3 === 1 ? (noise(192)[i] ?? 0) : 7));
  const { pixels } = resizeLanczos(image(colours, 8, 8, 3), { height: 20, width: 20 });
  expect(pixels.filter((_, i) => i % 3 !== 1).every((byte) => byte === 7)).toBe(true);
});

test('a step stays a step, with the small overshoot of three lobes', () => {
  const step = image(Uint8Array.of(50, 50, 50, 50, 200, 200, 200, 200), 1, 8);
  const { pixels } = resizeLanczos(step, { height: 1, width: 16 });
  expect([...pixels]).toEqual([
    50, 50, 50, 51, 55, 41, 35, 82, 168, 215, 209, 195, 199, 200, 200, 200,
  ]);
});

test('what is too fine for a smaller image becomes its mean', () => {
  const stripes = image(
    Uint8Array.from({ length: 64 }, (_, x) => (x % 2 === 0 ? 0 : 254)),
    1,
    64,
  );
  const { pixels } = resizeLanczos(stripes, { height: 1, width: 8 });
  for (const byte of pixels.subarray(1, 7)) expect(Math.abs(byte - 127)).toBeLessThanOrEqual(2);
});
