/**
 * The IDX format of MNIST and its successors: a big-endian magic number (two zero bytes, element
 * type, rank), one u32 per dimension, then the elements in row-major order.
 *
 * Source: http://yann.lecun.com/exdb/mnist/ ("the IDX file format"). Only unsigned bytes of rank 1
 * (labels) and rank 3 (grayscale images) are read; files may be gzipped or plain.
 */
import { readFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import { DataError } from './data-error.ts';

const UNSIGNED_BYTE = 0x08;

export interface IdxArray {
  /** `[count]` for labels, `[count, height, width]` for images. */
  readonly shape: readonly number[];
  readonly values: Uint8Array;
}

/**
 * Reads one IDX file of the given rank.
 * @throws DataError `corrupt-file`, `truncated-file` or `wrong-magic`, naming the file.
 */
export function readIdx(file: string, rank: 1 | 3): IdxArray {
  return parseIdx(inflate(readFileSync(file), file), rank, file);
}

/** Parses the uncompressed bytes of an IDX file; `file` only serves the messages. */
function parseIdx(bytes: Uint8Array, rank: 1 | 3, file: string): IdxArray {
  const headerBytes = 4 + 4 * rank;
  if (bytes.byteLength < headerBytes) {
    throw new DataError(
      'truncated-file',
      `${file}: expected a header of ${headerBytes} bytes, got ${bytes.byteLength} bytes. Get the file again.`,
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const magic = view.getUint32(0);
  const expectedMagic = (UNSIGNED_BYTE << 8) | rank;
  if (magic !== expectedMagic) {
    throw new DataError(
      'wrong-magic',
      `${file}: expected magic number ${hex(expectedMagic)} (unsigned bytes, rank ${rank}), got ${hex(magic)}. ` +
        `Check that ${rank === 1 ? 'labels' : 'images'} and ${rank === 1 ? 'images' : 'labels'} are not swapped and that this is an IDX file.`,
    );
  }
  const shape = Array.from({ length: rank }, (_, axis) => view.getUint32(4 + 4 * axis));
  const expectedBytes = shape.reduce((product, size) => product * size, 1);
  const actualBytes = bytes.byteLength - headerBytes;
  if (actualBytes !== expectedBytes) {
    throw new DataError(
      actualBytes < expectedBytes ? 'truncated-file' : 'corrupt-file',
      `${file}: expected ${expectedBytes} bytes after the header for shape [${shape.join(',')}], got ${actualBytes}. Get the file again.`,
    );
  }
  return { shape, values: bytes.subarray(headerBytes) };
}

/** The inverse of `parseIdx`, gzipped: what fixtures and exports are written with. */
export function encodeIdx({ shape, values }: IdxArray): Uint8Array {
  const bytes = new Uint8Array(4 + 4 * shape.length + values.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, (UNSIGNED_BYTE << 8) | shape.length);
  shape.forEach((size, axis) => {
    view.setUint32(4 + 4 * axis, size);
  });
  bytes.set(values, 4 + 4 * shape.length);
  return gzipSync(bytes, { level: 9 });
}

/** Unpacks gzip where the bytes say so; the file's ending is not asked. */
export function inflate(bytes: Uint8Array, file: string): Uint8Array {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes);
  } catch (cause) {
    const truncated = cause instanceof Error && 'code' in cause && cause.code === 'Z_BUF_ERROR';
    throw new DataError(
      truncated ? 'truncated-file' : 'corrupt-file',
      `${file}: the gzip stream is ${truncated ? `cut off after ${bytes.byteLength} bytes` : 'damaged'}. Get the file again.`,
      { cause },
    );
  }
}

function hex(magic: number): string {
  return `0x${magic.toString(16).padStart(8, '0')}`;
}
