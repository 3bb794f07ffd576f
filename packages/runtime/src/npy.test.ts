import { expect, test } from 'vitest';
import { encodeNpy } from './npy.ts';

test('the file of two bytes is what numpy.save writes', () => {
  const file = encodeNpy({ data: Uint8Array.of(7, 9), shape: [2] });
  const header = "{'descr': '|u1', 'fortran_order': False, 'shape': (2,), }";
  expect(String.fromCharCode(...file)).toBe(
    `\x93NUMPY\x01\x00\x76\x00${header.padEnd(117)}\n\x07\x09`,
  );
});

test('floats are little-endian, axes in order, and the data begins at a multiple of 64', () => {
  const file = encodeNpy({ data: Float32Array.of(1, -0.5, 0, 2), shape: [1, 2, 2] });
  expect(file.length).toBe(128 + 16);
  expect(new TextDecoder().decode(file.subarray(10, 128))).toMatch(
    /^\{'descr': '<f4', 'fortran_order': False, 'shape': \(1, 2, 2\), \} *\n$/,
  );
  expect([...file.subarray(128)]).toEqual([0, 0, 128, 63, 0, 0, 0, 191, 0, 0, 0, 0, 0, 0, 0, 64]);
});

test('refuses a shape of another size', () => {
  expect(() => encodeNpy({ data: new Uint8Array(5), shape: [2, 3] })).toThrow(
    'expected 6 values (2×3), got 5',
  );
});
