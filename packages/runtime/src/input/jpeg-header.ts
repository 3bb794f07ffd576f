/**
 * JPEG's markers (ITU-T T.81, annex B) up to the frame header, and whether its end is there: a decoder
 * fills what is missing with gray, and the picture would be another.
 */
import type { ImageHeader } from './image-header.ts';
import { ImageInputError } from './image-input-error.ts';

const START_OF_SCAN = 0xda;
const END_OF_IMAGE = 0xd9;
/** Baseline, extended and progressive Huffman: what everybody reads and writes. */
const USUAL_FRAMES = [0xc0, 0xc1, 0xc2];
/** DHT, JPG and DAC lie between the frame headers and are none. */
const NO_FRAMES = [0xc4, 0xc8, 0xcc];

/** @throws ImageInputError `invalid` for a truncated file, `unsupported` for CMYK and rare codings */
export function readJpegHeader(jpeg: Uint8Array): ImageHeader {
  const view = new DataView(jpeg.buffer, jpeg.byteOffset, jpeg.length);
  let frame: ImageHeader | undefined;
  for (let at = 2; at + 4 <= jpeg.length; ) {
    if (view.getUint8(at) !== 0xff) break;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1; // Fill bytes.
      continue;
    }
    const end = at + 2 + view.getUint16(at + 2);
    if (end > jpeg.length) break;
    if (marker >= 0xc0 && marker <= 0xcf && !NO_FRAMES.includes(marker)) {
      frame ??= readFrame(jpeg.subarray(at + 4, end), marker);
    }
    if (marker === START_OF_SCAN) {
      if (frame === undefined || !hasEnd(jpeg, end)) break;
      return frame;
    }
    at = end;
  }
  throw new ImageInputError('invalid', 'expected a JPEG up to its end, got a truncated one');
}

function readFrame(data: Uint8Array, marker: number): ImageHeader {
  const view = new DataView(data.buffer, data.byteOffset, data.length);
  if (data.length < 6) throw new ImageInputError('invalid', 'expected a frame header, got a part');
  const depth = view.getUint8(0);
  const components = view.getUint8(5);
  if (!USUAL_FRAMES.includes(marker) || depth !== 8) {
    throw new ImageInputError(
      'unsupported',
      `expected a baseline or progressive JPEG of 8 bits, got coding ${marker - 0xc0} of ${depth}`,
    );
  }
  if (components !== 1 && components !== 3) {
    throw new ImageInputError(
      'unsupported',
      `expected a grey or colour JPEG, got ${components} components${components === 4 ? ' (CMYK)' : ''}`,
    );
  }
  const [height, width] = [view.getUint16(1), view.getUint16(3)];
  return { format: 'jpeg', width, height, hasAlpha: false, depth };
}

function hasEnd(jpeg: Uint8Array, from: number): boolean {
  for (let at = jpeg.length - 2; at >= from; at--) {
    if (jpeg[at] === 0xff && jpeg[at + 1] === END_OF_IMAGE) return true;
  }
  return false;
}
