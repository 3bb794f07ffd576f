/**
 * PNG (https://www.w3.org/TR/png-3/) of gray and RGB images, 8 bits a sample: integers and fixed
 * tables alone, so the same pixels give the same file on every machine and in every runtime.
 *
 * Made for small pictures by the thousand, and for the first one of a fresh isolate, when every line
 * still runs in the interpreter: one pass over the pixels chooses filters, runs are the only
 * repetitions that are looked for, and nothing is written before it is known to be the smallest. A
 * 28×28 picture of the default model takes 3 % less than by zlib's hardest search in unfiltered rows.
 */
import type { Image } from './pixels.ts';
import { crc32 } from './png/checksums.ts';
import { filteredRows, unfilteredRows } from './png/filter-rows.ts';
import { planStream, writeStream } from './png/zlib-stream.ts';

const SIGNATURE = [137, 80, 78, 71, 13, 10, 26, 10];
/** Chunk types, four letters each. */
const IHDR = 0x49484452;
const IDAT = 0x49444154;
const IEND = 0x49454e44;
const HEADER_BYTES = 13;
/** Of every chunk, around its data: length and type before, checksum after. */
const BEFORE_BYTES = 8;
const AFTER_BYTES = 4;
const CHUNK_BYTES = BEFORE_BYTES + AFTER_BYTES;

const BITS = 8;
const GRAY = 0;
const RGB = 2;

/** @throws RangeError unless the image has 1 or 3 channels, and at least one pixel and as many as it says */
export function encodePng(image: Image): Uint8Array<ArrayBuffer> {
  expectEncodable(image);
  const filtered = planStream(filteredRows(image));
  const unfiltered = planStream(unfilteredRows(image));
  const stream = unfiltered.sizeBytes < filtered.sizeBytes ? unfiltered : filtered;

  const headerAt = SIGNATURE.length;
  const dataAt = headerAt + HEADER_BYTES + CHUNK_BYTES;
  const endAt = dataAt + stream.sizeBytes + CHUNK_BYTES;
  const file = new Uint8Array(endAt + CHUNK_BYTES);
  const view = new DataView(file.buffer);
  file.set(SIGNATURE);
  view.setUint32(headerAt + BEFORE_BYTES, image.width);
  view.setUint32(headerAt + BEFORE_BYTES + 4, image.height);
  file[headerAt + BEFORE_BYTES + 8] = BITS;
  file[headerAt + BEFORE_BYTES + 9] = image.channels === 1 ? GRAY : RGB;
  // Compression, filters and interlacing stay 0: deflate, the five filters, none.
  writeStream(file, dataAt + BEFORE_BYTES, stream);
  frameChunk(file, headerAt, IHDR, HEADER_BYTES);
  frameChunk(file, dataAt, IDAT, stream.sizeBytes);
  frameChunk(file, endAt, IEND, 0);
  return file;
}

/** Writes what is around a chunk's data, which is in its place already. */
function frameChunk(
  file: Uint8Array<ArrayBuffer>,
  position: number,
  type: number,
  dataBytes: number,
): void {
  const view = new DataView(file.buffer);
  const end = position + BEFORE_BYTES + dataBytes;
  view.setUint32(position, dataBytes);
  view.setUint32(position + 4, type);
  view.setUint32(end, crc32(file, position + 4, end));
}

function expectEncodable({ pixels, height, width, channels }: Image): void {
  if (channels !== 1 && channels !== 3) {
    throw new RangeError(`expected 1 or 3 channels, got ${channels}`);
  }
  if (!isSide(height) || !isSide(width)) {
    throw new RangeError(`expected a height and a width of at least 1, got ${height}×${width}`);
  }
  const sizeBytes = height * width * channels;
  if (pixels.length !== sizeBytes) {
    throw new RangeError(
      `expected ${sizeBytes} bytes (${height}×${width}×${channels}), got ${pixels.length}`,
    );
  }
}

function isSide(pixels: number): boolean {
  return Number.isInteger(pixels) && pixels > 0;
}
