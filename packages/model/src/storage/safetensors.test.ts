import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsedOrRefused, tampered } from '../fixtures/tampering.ts';
import { readSafetensors, type SafeTensor, writeSafetensors } from './safetensors.ts';

const shape = fc.array(fc.nat(4), { maxLength: 3 });
const bytesFor = (dimensions: readonly number[], bytes: number) =>
  fc.uint8Array({
    minLength: dimensions.reduce((a, b) => a * b, bytes),
    maxLength: dimensions.reduce((a, b) => a * b, bytes),
  });
const tensor: fc.Arbitrary<SafeTensor> = shape.chain((dimensions) =>
  fc.oneof(
    bytesFor(dimensions, 4).map(
      ({ buffer }): SafeTensor => ({
        dtype: 'F32',
        shape: dimensions,
        data: new Float32Array(buffer.slice(0)),
      }),
    ),
    bytesFor(dimensions, 2).map(
      ({ buffer }): SafeTensor => ({
        dtype: 'F16',
        shape: dimensions,
        data: new Uint16Array(buffer.slice(0)),
      }),
    ),
    bytesFor(dimensions, 1).map(
      ({ buffer }): SafeTensor => ({
        dtype: 'I8',
        shape: dimensions,
        data: new Int8Array(buffer.slice(0)),
      }),
    ),
    bytesFor(dimensions, 1).map((data): SafeTensor => ({ dtype: 'U8', shape: dimensions, data })),
  ),
);
const name = fc
  .string({ minLength: 1, maxLength: 12, unit: 'grapheme' })
  .filter((text) => !(text in Object.prototype) && text !== 'prototype' && text !== '__metadata__');
const file = fc.array(fc.tuple(name, tensor), { maxLength: 6 }).map((pairs) => new Map(pairs));

/** A file with the given header text and as many zero bytes of data. */
function handmade(header: string, dataBytes = 0): Uint8Array {
  const json = new TextEncoder().encode(header);
  const bytes = new Uint8Array(8 + json.length + dataBytes);
  new DataView(bytes.buffer).setUint32(0, json.length, true);
  bytes.set(json, 8);
  return bytes;
}

const entry = (end: number, extra = '') =>
  `{"dtype":"U8","shape":[${end}],"data_offsets":[0,${end}]${extra}}`;

describe('writeSafetensors', () => {
  it('writes the layout of the specification', () => {
    const bytes = writeSafetensors(
      new Map<string, SafeTensor>([
        ['b', { dtype: 'I8', shape: [2], data: Int8Array.of(-1, 2) }],
        ['a', { dtype: 'F32', shape: [1, 1], data: Float32Array.of(1) }],
      ]),
      new Map([['made', 'by hand']]),
    );
    const header =
      '{"__metadata__":{"made":"by hand"},' +
      '"a":{"dtype":"F32","shape":[1,1],"data_offsets":[0,4]},' +
      '"b":{"dtype":"I8","shape":[2],"data_offsets":[4,6]}}';
    const padded = header.padEnd(Math.ceil(header.length / 8) * 8);
    expect(bytes.length).toBe(8 + padded.length + 6);
    expect([...bytes.slice(0, 8)]).toEqual([padded.length, 0, 0, 0, 0, 0, 0, 0]);
    expect(new TextDecoder().decode(bytes.slice(8, 8 + padded.length))).toBe(padded);
    expect([...bytes.slice(8 + padded.length)]).toEqual([0, 0, 0x80, 0x3f, 0xff, 2]);
  });

  it('gives the same bytes whatever the order, and reads back what it wrote', () => {
    fc.assert(
      fc.property(file, fc.array(fc.tuple(name, fc.string())), (tensors, pairs) => {
        const metadata = new Map(pairs);
        const bytes = writeSafetensors(tensors, metadata);
        expect(writeSafetensors(new Map([...tensors].reverse()), metadata)).toEqual(bytes);
        expect(readSafetensors(bytes)).toEqual({ tensors, metadata });
      }),
    );
  });

  it('aligns each tensor to its elements', () => {
    fc.assert(
      fc.property(file, (tensors) => {
        const bytes = writeSafetensors(tensors);
        const headerBytes = new DataView(bytes.buffer).getUint32(0, true);
        const header = JSON.parse(new TextDecoder().decode(bytes.slice(8, 8 + headerBytes)));
        for (const [key, { data }] of tensors) {
          expect((8 + headerBytes + header[key].data_offsets[0]) % data.BYTES_PER_ELEMENT).toBe(0);
        }
      }),
    );
  });

  it('refuses a shape that is not that of the data, and names that objects inherit', () => {
    const data = new Uint8Array(2);
    expect(() => writeSafetensors(new Map([['a', { dtype: 'U8', shape: [3], data }]]))).toThrow(
      '"a": expected 3 values, got 2',
    );
    for (const bad of ['', '__metadata__', '__proto__', 'toString', 'x'.repeat(257)]) {
      expect(() => writeSafetensors(new Map([[bad, { dtype: 'U8', shape: [2], data }]]))).toThrow(
        'expected a name of 1 to 256 characters',
      );
    }
  });
});

describe('readSafetensors', () => {
  it('copies, also out of a larger buffer at an odd offset', () => {
    const bytes = writeSafetensors(
      new Map([['a', { dtype: 'F32', shape: [2], data: Float32Array.of(1.5, -2) }]]),
    );
    const moved = Buffer.concat([Buffer.alloc(3), bytes]).subarray(3);
    const { tensors } = readSafetensors(moved);
    moved.fill(0);
    expect(tensors.get('a')?.data).toEqual(Float32Array.of(1.5, -2));
  });

  it('reads headers that other writers pad and space differently', () => {
    const { tensors } = readSafetensors(handmade(`{ "a" : ${entry(1)} }   `, 1));
    expect(tensors.get('a')).toEqual({ dtype: 'U8', shape: [1], data: Uint8Array.of(0) });
  });

  const refused: readonly [string, Uint8Array, string][] = [
    ['nothing', new Uint8Array(), 'expected at least 10 bytes, got 0'],
    [
      'a header longer than the file',
      handmade('{}').fill(9, 0, 1),
      'expected a header of at most 2',
    ],
    ['a header of 2^56 bytes', handmade('{}').fill(1, 7, 8), 'expected a header of at most 2'],
    ['no JSON', handmade('{"a"}'), 'UTF-8 JSON'],
    ['no UTF-8', handmade('{"a":"\u{0}"}').fill(0xff, 13, 14), 'UTF-8 JSON'],
    ['an array', handmade('[]'), 'begin with "{"'],
    ['leading space', handmade(' {}'), 'begin with "{"'],
    [
      'a name twice',
      handmade(`{"a":${entry(1)},"a":${entry(1)}}`, 1),
      'expected each key once, got ',
    ],
    [
      'a name twice, once escaped',
      handmade(`{"a":${entry(1)},"\\u0061":${entry(1)}}`, 1),
      'expected each key once, got ',
    ],
    [
      'a field twice',
      handmade(`{"a":${entry(1, ',"dtype":"I8"')}}`, 1),
      'expected each key once, got ',
    ],
    ['a prototype key', handmade(`{"__proto__":${entry(1)}}`, 1), '"__proto__"'],
    ['an inherited name', handmade(`{"constructor":${entry(1)}}`, 1), '"constructor"'],
    ['an unknown field', handmade(`{"a":${entry(1, ',"x":1')}}`, 1), 'x: '],
    [
      'an unknown dtype',
      handmade('{"a":{"dtype":"F64","shape":[],"data_offsets":[0,8]}}', 8),
      'dtype: ',
    ],
    ['metadata that is not text', handmade('{"__metadata__":{"a":1}}'), 'a: '],
    [
      'a gap',
      handmade('{"a":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}', 2),
      '"a": expected to begin at 0, got 1',
    ],
    [
      'an overlap',
      handmade(`{"a":${entry(2)},"b":{"dtype":"U8","shape":[2],"data_offsets":[1,3]}}`, 3),
      '"b": expected to begin at 2, got 1',
    ],
    ['bytes of nobody', handmade(`{"a":${entry(1)}}`, 2), 'expected 1 bytes of data, got 2'],
    [
      'a range past the end',
      handmade(`{"a":${entry(2)}}`, 1),
      '"a": expected to end from 0 to 1, got 2',
    ],
    [
      'a range backwards',
      handmade(`{"a":${entry(1)},"b":{"dtype":"U8","shape":[0],"data_offsets":[1,0]}}`, 1),
      'expected to end from 1 to 1, got 0',
    ],
    [
      'a shape that is not the range',
      handmade('{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}', 4),
      '"a": expected Infinity bytes for [2], got 4',
    ],
    [
      'a product that overflows',
      handmade(
        '{"a":{"dtype":"F32","shape":[4294967296,4294967296,4294967296],"data_offsets":[0,0]}}',
      ),
      'expected Infinity bytes',
    ],
    [
      'a fractional offset',
      handmade('{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,0.5]}}', 1),
      'data_offsets.1: ',
    ],
    [
      'a negative dimension',
      handmade('{"a":{"dtype":"U8","shape":[-1],"data_offsets":[0,0]}}'),
      'shape.0: ',
    ],
    [
      'too many dimensions',
      handmade('{"a":{"dtype":"U8","shape":[1,1,1,1,1,1,1,1,1],"data_offsets":[0,1]}}', 1),
      'shape: ',
    ],
  ];
  it.each(refused)('refuses %s', (_, bytes, message) => {
    expect(() => readSafetensors(bytes)).toThrow(
      expect.objectContaining({
        code: 'safetensors_invalid',
        message: expect.stringContaining(message),
      }),
    );
  });

  it('refuses a header past its bound before reading it', () => {
    const header = `{"__metadata__":{"a":"${'x'.repeat(1024 * 1024)}"}}`;
    expect(() => readSafetensors(handmade(header))).toThrow('expected a header of at most 1048576');
  });

  it('parses or refuses any bytes, and never keeps more than it was given', () => {
    const valid = writeSafetensors(
      new Map<string, SafeTensor>([
        ['up/kernel', { dtype: 'I8', shape: [2, 3], data: Int8Array.of(1, 2, 3, -1, -2, -3) }],
        ['up/kernel.scale', { dtype: 'F32', shape: [3], data: Float32Array.of(1, 2, 3) }],
        ['mix/kernel', { dtype: 'F16', shape: [1], data: Uint16Array.of(0x3c00) }],
      ]),
      new Map([['made', 'by a test']]),
    );
    fc.assert(
      fc.property(tampered(valid), (bytes) => {
        const parsed = parsedOrRefused(() => readSafetensors(bytes), ['safetensors_invalid']);
        let kept = 0;
        for (const { data } of parsed?.tensors.values() ?? []) kept += data.byteLength;
        expect(kept).toBeLessThanOrEqual(bytes.length);
      }),
      { numRuns: 2000 },
    );
  });
});
