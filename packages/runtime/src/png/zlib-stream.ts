/**
 * The zlib format (https://www.rfc-editor.org/rfc/rfc1950): two bytes that say deflate, one block, the
 * checksum of what it holds.
 */
import { type Block, planBlock, writeBlock } from './block.ts';
import { adler32 } from './checksums.ts';

/** Deflate with a window of 32 KiB; as one number, a multiple of 31. */
const HEADER = 0x7801;
const HEADER_BYTES = 2;
const CHECKSUM_BYTES = 4;

export interface ZlibStream {
  readonly bytes: Uint8Array;
  readonly block: Block;
  readonly sizeBytes: number;
}

export function planStream(bytes: Uint8Array): ZlibStream {
  const block = planBlock(bytes);
  return { bytes, block, sizeBytes: HEADER_BYTES + block.sizeBytes + CHECKSUM_BYTES };
}

/** Writes `stream.sizeBytes` bytes from `position` on. */
export function writeStream(
  file: Uint8Array<ArrayBuffer>,
  position: number,
  { bytes, block }: ZlibStream,
): void {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  view.setUint16(position, HEADER);
  writeBlock(file, position + HEADER_BYTES, block);
  view.setUint32(position + HEADER_BYTES + block.sizeBytes, adler32(bytes));
}
