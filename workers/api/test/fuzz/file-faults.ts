/**
 * Files with something wrong: some bytes changed, cut off, doubled or put in. Of a PNG, the checksums may be
 * mended after, so that a decoder has to look at what was changed.
 */

import fc, { type Arbitrary } from 'fast-check';

type Bytes = Uint8Array<ArrayBuffer>;
type Edit = (file: Bytes, at: number) => Bytes;

/** Numbers that decoders allocate by. */
const words = [0, 1, 8, 0x7f, 0xff, 0xffff, 30_000, 0x7fffffff, 0x80000000, 0xffffffff];

const edits: Arbitrary<Edit> = fc.oneof(
  fc.nat(255).map(
    (byte): Edit =>
      (file, at) =>
        spliced(file, at, 1, [byte]),
  ),
  fc.constantFrom(...words).map(
    (word): Edit =>
      (file, at) =>
        spliced(file, at, 4, bigEndian(word)),
  ),
  fc.constantFrom(...words).map(
    (word): Edit =>
      (file, at) =>
        spliced(file, at, 4, bigEndian(word).reverse()),
  ),
  fc.constant<Edit>((file, at) => file.slice(0, at)),
  fc.nat(64).map(
    (length): Edit =>
      (file, at) =>
        spliced(file, at, length, []),
  ),
  fc.uint8Array({ minLength: 1, maxLength: 64 }).map(
    (bytes): Edit =>
      (file, at) =>
        spliced(file, at, 0, bytes),
  ),
  fc.nat(200).map(
    (length): Edit =>
      (file, at) => {
        return spliced(file, at, 0, file.subarray(at, at + length));
      },
  ),
);

/** Headers are at the beginning, and it is there that most can go wrong. */
const places = fc.oneof({ weight: 3, arbitrary: fc.nat(64) }, { weight: 1, arbitrary: fc.nat() });

export function brokenFiles(files: Arbitrary<Bytes>): Arbitrary<Bytes> {
  const changes = fc.array(fc.tuple(edits, places), { minLength: 1, maxLength: 3 });
  return fc.tuple(files, changes, fc.boolean()).map(([file, list, mends]) => {
    const broken = list.reduce(
      (bytes, [edit, place]) => edit(bytes, place % (bytes.length + 1)),
      file,
    );
    return mends ? withChecksums(broken) : broken;
  });
}

function spliced(file: Bytes, at: number, deleted: number, added: ArrayLike<number>): Bytes {
  const rest = file.subarray(at + deleted);
  const bytes = new Uint8Array(at + added.length + rest.length);
  bytes.set(file.subarray(0, at));
  bytes.set(added, at);
  bytes.set(rest, at + added.length);
  return bytes;
}

function bigEndian(word: number): number[] {
  return [24, 16, 8, 0].map((shift) => (word >>> shift) & 0xff);
}

/** A PNG is a signature of 8 bytes and chunks: length, name, data, CRC-32 (https://www.w3.org/TR/png-3/). */
function withChecksums(file: Bytes): Bytes {
  const mended = file.slice();
  if (mended[0] !== 0x89) return mended;
  const view = new DataView(mended.buffer);
  for (let at = 8; at + 12 <= mended.length; ) {
    const end = at + 8 + view.getUint32(at);
    if (end + 4 > mended.length) break;
    view.setUint32(end, crc32(mended.subarray(at + 4, end)));
    at = end + 4;
  }
  return mended;
}

function crc32(bytes: Uint8Array): number {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
