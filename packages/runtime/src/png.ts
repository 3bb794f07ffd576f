/**
 * PNG (https://www.w3.org/TR/png-3/) of gray and RGB images, with fast-png: plain JavaScript on
 * integers, so the same pixels give the same file everywhere. Both settings of the compressor are
 * given, because fflate's own choice of `mem` goes through `Math.log`.
 */
import { encode } from 'fast-png';
import type { Image } from './pixels.ts';

const COMPRESSION = { level: 6, mem: 4 } as const;

/** @throws RangeError unless the image has 1 or 3 channels and as many bytes as it says */
export function encodePng({ pixels, height, width, channels }: Image): Uint8Array<ArrayBuffer> {
  if (channels !== 1 && channels !== 3) {
    throw new RangeError(`expected 1 or 3 channels, got ${channels}`);
  }
  const file = encode({ data: pixels, width, height, channels, depth: 8 }, { zlib: COMPRESSION });
  return new Uint8Array(file);
}
