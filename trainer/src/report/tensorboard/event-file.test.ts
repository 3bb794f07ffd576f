/** Read back by a reader written for it; TensorBoard 2.21 and tbparse read the same files. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { crc32c, maskedCrc32c } from './crc32c.ts';
import { EventFile } from './event-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'comfy-edge-events-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('CRC-32C', () => {
  // RFC 3720, appendix B.4.
  it.each([
    ['zeros', new Uint8Array(32), 0x8a91_36aa],
    ['ones', new Uint8Array(32).fill(0xff), 0x62a8_ab43],
    ['incrementing', Uint8Array.from({ length: 32 }, (_, index) => index), 0x46dd_794e],
    ['123456789', new TextEncoder().encode('123456789'), 0xe306_9283],
  ])('of %s is as the standard has it', (_, bytes, expected) => {
    expect(crc32c(bytes)).toBe(expected);
  });

  it('is masked as TensorFlow does it', () => {
    // The length of a record of 24 bytes; expected: TensorBoard 2.21's own masked_crc32c.
    const length = Uint8Array.of(24, 0, 0, 0, 0, 0, 0, 0);
    expect(maskedCrc32c(length)).toBe(0x224b_7fa3);
  });
});

/** An event as field numbers, each with its values in order; nested messages still bytes. */
type Message = ReadonlyMap<number, readonly unknown[]>;

function decode(bytes: Uint8Array): Message {
  const reader = new BinaryReader(bytes);
  const fields = new Map<number, unknown[]>();
  while (reader.pos < reader.len) {
    const [field, type] = reader.tag();
    const values = fields.get(field) ?? [];
    fields.set(field, values);
    switch (type) {
      case WireType.Varint:
        values.push(Number(reader.int64()));
        break;
      case WireType.Bit64:
        values.push(reader.double());
        break;
      case WireType.Bit32:
        values.push(reader.float());
        break;
      case WireType.LengthDelimited:
        values.push(reader.bytes());
        break;
      default:
        throw new Error(`unexpected wire type ${type}`);
    }
  }
  return fields;
}

function decodeNested(message: Message, field: number): Message[] {
  return (message.get(field) ?? []).map((bytes) => decode(bytes as Uint8Array));
}

function textOf(message: Message, field: number): string {
  return new TextDecoder().decode(message.get(field)?.[0] as Uint8Array);
}

/** Every record's data; whole records only, with right checksums. */
function readRecords(path: string): Uint8Array[] {
  const file = readFileSync(path);
  const records: Uint8Array[] = [];
  for (let at = 0; at < file.length; ) {
    const length = Number(file.readBigUInt64LE(at));
    const data = file.subarray(at + 12, at + 12 + length);
    expect(file.readUInt32LE(at + 8)).toBe(maskedCrc32c(file.subarray(at, at + 8)));
    expect(file.readUInt32LE(at + 12 + length)).toBe(maskedCrc32c(data));
    records.push(data);
    at += 16 + length;
  }
  return records;
}

describe('an event file', () => {
  it('begins with its version, then has scalars and images by step', () => {
    const file = new EventFile(folder, 0);
    const before = Date.now() / 1000 - 60;
    file.addScalars(3, { 'generator/total': 0.5, cfid: 12.25 });
    const png = Uint8Array.of(1, 2, 3);
    file.addImage(4, 'samples', { width: 20, height: 10, channels: 3, png });
    const [version, scalars, image] = readRecords(file.path).map(decode);
    if (version === undefined || scalars === undefined || image === undefined) expect.fail();

    expect(textOf(version, 3)).toBe('brain.Event:2');
    expect(scalars.get(2)).toEqual([3]);
    expect(scalars.get(1)?.[0]).toBeGreaterThan(before);
    const values = decodeNested(scalars, 5).flatMap((summary) => decodeNested(summary, 1));
    expect(values.map((value) => [textOf(value, 1), value.get(2)?.[0]])).toEqual([
      ['generator/total', 0.5],
      ['cfid', 12.25],
    ]);

    expect(image.get(2)).toEqual([4]);
    const [value] = decodeNested(image, 5).flatMap((summary) => decodeNested(summary, 1));
    if (value === undefined) expect.fail();
    expect(textOf(value, 1)).toBe('samples');
    const [shown] = decodeNested(value, 4);
    expect([1, 2, 3, 4].map((field) => shown?.get(field)?.[0])).toEqual([
      10,
      20,
      3,
      Buffer.from(png),
    ]);
  });

  it('of a resumed run voids what older files have of its step and later', () => {
    const [, start] = readRecords(new EventFile(folder, 70).path).map(decode);
    if (start === undefined) expect.fail();
    expect(start.get(2)).toEqual([70]);
    expect(decodeNested(start, 7).map((log) => log.get(1))).toEqual([[1]]);
  });

  it('keeps what is no number', () => {
    const file = new EventFile(folder, 0);
    file.addScalars(1, { a: Number.NaN, b: 1e300 });
    const [, event] = readRecords(file.path).map(decode);
    if (event === undefined) expect.fail();
    const values = decodeNested(event, 5).flatMap((summary) => decodeNested(summary, 1));
    expect(values.map((value) => value.get(2)?.[0])).toEqual([
      Number.NaN,
      Number.POSITIVE_INFINITY,
    ]);
  });
});
