/**
 * The IDX format of MNIST and its successors: a big-endian magic number (two zero bytes, element
 * type, rank), one u32 per dimension, then the elements in row-major order.
 *
 * Source: http://yann.lecun.com/exdb/mnist/ ("the IDX file format"). Only unsigned bytes are read, of
 * rank 1 (labels), 3 (grayscale images) and, beyond MNIST, 4 (`[count, height, width, 3]`, RGB). Files
 * may be gzipped or plain. They are read as a stream that stops where the header says the elements
 * end, so neither a long file nor a gzip bomb fills the memory.
 */
import { statSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { DataError } from './data-error.ts';
import { readInflated } from './gzip.ts';

const UNSIGNED_BYTE = 0x08;
const elementTypes: Readonly<Record<number, string>> = {
  8: 'unsigned bytes',
  9: 'signed bytes',
  11: '16-bit integers',
  12: '32-bit integers',
  13: '32-bit floats',
  14: '64-bit floats',
};
/** The most that deflate can make of one byte: RFC 1951 codes 258 bytes in 2 bits. */
const mostPerGzipByte = 1032;

export interface IdxArray {
  /** `[count]` for labels, `[count, height, width]` or `[count, height, width, 3]` for images. */
  readonly shape: readonly number[];
  readonly values: Uint8Array;
}

export interface IdxFile {
  readonly shape: readonly number[];
  /** All elements in order, in chunks of any size. */
  values(): AsyncIterable<Uint8Array>;
}

/**
 * Opens an IDX file of one of the given ranks.
 * @throws DataError `corrupt-file`, `truncated-file` or `wrong-magic`, naming the file; so does reading
 */
export async function openIdx(file: string, ranks: readonly number[]): Promise<IdxFile> {
  const most = 4 + 4 * Math.max(...ranks);
  let header = new Uint8Array(0);
  for await (const chunk of readInflated(file)) {
    header = Uint8Array.from([...header, ...chunk.subarray(0, most - header.length)]);
    if (header.length === most) break;
  }
  const shape = parseHeader(header, ranks, file);
  checkFits(shape, file);
  return { shape, values: () => elements(file, shape) };
}

/** Reads one IDX file whole: what labels are read with. */
export async function readIdx(file: string, ranks: readonly number[]): Promise<IdxArray> {
  const { shape, values } = await openIdx(file, ranks);
  const whole = new Uint8Array(product(shape));
  let at = 0;
  for await (const chunk of values()) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return { shape, values: whole };
}

function parseHeader(header: Uint8Array, ranks: readonly number[], file: string): number[] {
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
  const rank = header.length > 3 ? view.getUint8(3) : undefined;
  const known = rank !== undefined && ranks.includes(rank);
  const headerBytes = 4 + 4 * (known ? rank : Math.min(...ranks));
  if (header.length < headerBytes) {
    throw new DataError(
      'truncated-file',
      `${file}: expected a header of ${headerBytes} bytes, got ${header.length} bytes. Get the file again.`,
    );
  }
  const magic = view.getUint32(0);
  if (!known || magic !== magicOf(rank)) {
    throw new DataError('wrong-magic', describeMagic(file, magic, ranks));
  }
  return Array.from({ length: rank }, (_, axis) => view.getUint32(4 + 4 * axis));
}

function describeMagic(file: string, magic: number, ranks: readonly number[]): string {
  const [expected, other] = ranks.includes(1) ? ['labels', 'images'] : ['images', 'labels'];
  const type = magic >>> 16 === 0 ? elementTypes[(magic >>> 8) & 0xff] : undefined;
  const remedy =
    type === undefined || type === elementTypes[UNSIGNED_BYTE]
      ? `Check that ${expected} and ${other} are not swapped and that this is an IDX file.`
      : `${type} have no agreed range (and floats may be NaN): scale them to 0…255 and save them as bytes or PNG files.`;
  return (
    `${file}: expected magic number ${ranks.map((rank) => hex(magicOf(rank))).join(' or ')} (unsigned bytes, rank ${ranks.join(' or ')}), ` +
    `got ${hex(magic)}${type === undefined ? '' : ` (${type}, rank ${magic & 0xff})`}. ${remedy}`
  );
}

/** A header can promise anything; what the file cannot hold is refused before memory is taken for it. */
function checkFits(shape: readonly number[], file: string): void {
  const expected = product(shape);
  const sizeBytes = statSync(file).size;
  const most = sizeBytes * mostPerGzipByte;
  if (expected <= most) return;
  throw new DataError(
    'truncated-file',
    `${file}: expected ${expected} bytes after the header for shape [${shape.join(',')}], got a file of ${sizeBytes} bytes. Get the file again.`,
  );
}

async function* elements(file: string, shape: readonly number[]): AsyncGenerator<Uint8Array> {
  const expected = product(shape);
  let toSkip = 4 + 4 * shape.length;
  let seen = 0;
  for await (const chunk of readInflated(file)) {
    const values = chunk.subarray(Math.min(toSkip, chunk.length));
    toSkip -= chunk.length - values.length;
    seen += values.length;
    if (seen > expected) {
      throw new DataError(
        'corrupt-file',
        `${file}: expected ${expected} bytes after the header for shape [${shape.join(',')}], got more. Get the file again.`,
      );
    }
    if (values.length > 0) yield values;
  }
  if (seen === expected) return;
  throw new DataError(
    'truncated-file',
    `${file}: expected ${expected} bytes after the header for shape [${shape.join(',')}], got ${seen}. Get the file again.`,
  );
}

/** The inverse of reading, gzipped: what fixtures and exports are written with. */
export function encodeIdx({ shape, values }: IdxArray): Uint8Array {
  const header = idxHeader(shape);
  return gzipSync(Buffer.concat([header, values]), { level: 9 });
}

export function idxHeader(shape: readonly number[]): Uint8Array {
  const header = new Uint8Array(4 + 4 * shape.length);
  const view = new DataView(header.buffer);
  view.setUint32(0, magicOf(shape.length));
  shape.forEach((size, axis) => {
    view.setUint32(4 + 4 * axis, size);
  });
  return header;
}

function product(shape: readonly number[]): number {
  return shape.reduce((total, size) => total * size, 1);
}

function magicOf(rank: number): number {
  return (UNSIGNED_BYTE << 8) | rank;
}

function hex(magic: number): string {
  return `0x${magic.toString(16).padStart(8, '0')}`;
}
