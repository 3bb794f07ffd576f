/** The same pixels are the same file, in Node and in workerd, today and tomorrow. */
import { expect, test } from 'vitest';
import { noise } from '../src/png/noise.fixture.ts';
import { encodePng } from '../src/png.ts';
import { sha256 } from './sha256.ts';

test('a file of four pixels', () => {
  const pixels = Uint8Array.of(255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255);
  const file = encodePng({ pixels, height: 2, width: 2, channels: 3 });
  expect([...file].map((byte) => byte.toString(16).padStart(2, '0')).join('')).toBe(
    '89504e470d0a1a0a0000000d4948445200000002000000020802000000fdd49a73' +
      '0000001549444154780105c0810000000080a0fca53f21a81a1fee05fb69d8dcb5' +
      '0000000049454e44ae426082',
  );
});

test.each([
  [
    'noise',
    28,
    1,
    (byte: number) => byte,
    '78450c680e6043a74e77b659ba97c1f136956f67001adf3f3e44669f1733b06f',
  ],
  [
    'a slope',
    28,
    1,
    (_: number, i: number) => i,
    '239f4c62da7cc2c21379282267da4cff62daccae7355ee9b12d468755f06db31',
  ],
  [
    'texture on white',
    45,
    1,
    (byte: number, i: number) => (i % 45 < 20 ? 255 : byte >>> 2),
    '3cab38456f97111399d9d286e491fe04b7302077a374e7230a5cc1542fe3ebb4',
  ],
  [
    'a rough slope in colours',
    56,
    3,
    (byte: number, i: number) => (byte & 15) + i / 40,
    'f7b5747e2d1b265643a84969135ab35b338ac8dec7206ec33c74b1d278a3c65b',
  ],
  [
    'flat colours',
    300,
    3,
    () => 8,
    'b5c39d35b653e2417ea1789ed6e65b5b25ab4fb3912b653198ef74cc1902f362',
  ],
])('the file of %s', async (_, side, channels, paint, digest) => {
  const pixels = noise(side * side * channels).map(paint);
  const file = encodePng({ pixels, height: side, width: side, channels });
  expect(await sha256(file)).toBe(digest);
});
