/**
 * What a picture's file says of itself before anything is decoded. A decoder believes its file: whether it
 * is to be decoded at all is decided here, so that a file of a few bytes that declares 30,000×30,000 pixels
 * costs nothing.
 */
import { ImageInputError } from './image-input-error.ts';
import { readJpegHeader } from './jpeg-header.ts';
import { readPngHeader } from './png-header.ts';
import { readWebpHeader } from './webp-header.ts';

export interface ImageHeader {
  readonly format: 'png' | 'jpeg' | 'webp';
  readonly width: number;
  readonly height: number;
  readonly hasAlpha: boolean;
  /** Bits of a sample. */
  readonly depth: number;
}

/** 1,920×1,080 and a little more: 8 MiB decoded, of the 128 that an isolate has. */
const maxInputPixels = 2 * 1024 * 1024;

/** @throws ImageInputError */
export function readImageHeader(bytes: Uint8Array): ImageHeader {
  const header = readHeader(bytes);
  const { width, height } = header;
  if (width < 1 || height < 1) {
    throw new ImageInputError('invalid', `expected at least one pixel, got ${width}×${height}`);
  }
  if (width * height > maxInputPixels) {
    throw new ImageInputError(
      'too_large',
      `expected at most ${maxInputPixels} pixels, got ${width}×${height}`,
    );
  }
  return header;
}

function readHeader(bytes: Uint8Array): ImageHeader {
  if (startsWith(bytes, '\x89PNG\r\n\x1a\n')) return readPngHeader(bytes);
  if (startsWith(bytes, '\xff\xd8\xff')) return readJpegHeader(bytes);
  if (startsWith(bytes, 'RIFF') && startsWith(bytes.subarray(8), 'WEBP')) {
    return readWebpHeader(bytes);
  }
  throw new ImageInputError('invalid', 'expected a PNG, JPEG or WebP file, got something else');
}

function startsWith(bytes: Uint8Array, signature: string): boolean {
  for (let at = 0; at < signature.length; at++) {
    if (bytes[at] !== signature.charCodeAt(at)) return false;
  }
  return true;
}
