/** PNG's chunks (https://www.w3.org/TR/png-3/#5Chunk-layout), as far as it takes to know the picture. */
import type { ImageHeader } from './image-header.ts';
import { ImageInputError } from './image-input-error.ts';

export interface PngChunk {
  readonly type: string;
  /** The whole chunk, length and checksum included. */
  readonly bytes: Uint8Array;
  readonly data: Uint8Array;
}

const SIGNATURE_BYTES = 8;
const CHUNK_BYTES = 12;
const HEADER_BYTES = 13;
/** Colour types with an alpha channel. */
const ALPHA_BIT = 4;

/** @throws ImageInputError `invalid` unless chunk follows chunk up to IEND; `unsupported` for animations */
export function readPngHeader(png: Uint8Array): ImageHeader {
  const chunks = pngChunks(png);
  const [first] = chunks;
  if (first?.type !== 'IHDR' || first.data.length !== HEADER_BYTES) {
    throw new ImageInputError('invalid', 'expected a PNG that begins with IHDR, got another');
  }
  if (chunks.some(({ type }) => type === 'acTL')) {
    throw new ImageInputError('unsupported', 'expected a still picture, got an animated PNG');
  }
  const view = new DataView(first.data.buffer, first.data.byteOffset);
  const depth = view.getUint8(8);
  const isInterlaced = view.getUint8(12) !== 0;
  if (isInterlaced && depth < 8) {
    // fast-png 8.0 takes the samples of an interlaced picture for whole bytes.
    throw new ImageInputError(
      'unsupported',
      `expected an interlaced PNG of 8 or 16 bits, got one of ${depth}`,
    );
  }
  return {
    format: 'png',
    width: view.getUint32(0),
    height: view.getUint32(4),
    hasAlpha: (view.getUint8(9) & ALPHA_BIT) !== 0 || chunks.some(({ type }) => type === 'tRNS'),
    depth,
  };
}

/** @throws ImageInputError `invalid` */
export function pngChunks(png: Uint8Array): PngChunk[] {
  const view = new DataView(png.buffer, png.byteOffset, png.length);
  const chunks: PngChunk[] = [];
  for (let at = SIGNATURE_BYTES; at + CHUNK_BYTES <= png.length; ) {
    const end = at + CHUNK_BYTES + view.getUint32(at);
    if (end > png.length) break;
    const type = String.fromCharCode(...png.subarray(at + 4, at + 8));
    chunks.push({ type, bytes: png.subarray(at, end), data: png.subarray(at + 8, end - 4) });
    if (type === 'IEND') return chunks;
    at = end;
  }
  throw new ImageInputError('invalid', 'expected a PNG up to its IEND, got a truncated one');
}
