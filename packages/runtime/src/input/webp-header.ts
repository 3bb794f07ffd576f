/** WebP's container and the heads of its three kinds (RFC 9649). */
import type { ImageHeader } from './image-header.ts';
import { ImageInputError } from './image-input-error.ts';

const ANIMATION_BIT = 0x02;
const ALPHA_BIT = 0x10;
/** Of `VP8X`, the longest: container, chunk header and ten bytes. */
const LONGEST_HEAD = 30;

/** @throws ImageInputError `invalid` for a truncated file, `unsupported` for animations */
export function readWebpHeader(webp: Uint8Array): ImageHeader {
  const view = new DataView(webp.buffer, webp.byteOffset, webp.length);
  if (webp.length < LONGEST_HEAD || view.getUint32(4, true) + 8 > webp.length) {
    throw new ImageInputError(
      'invalid',
      'expected a WebP of the length it says, got a shorter one',
    );
  }
  const header = { format: 'webp', depth: 8 } as const;
  const kind = String.fromCharCode(...webp.subarray(12, 16));
  switch (kind) {
    case 'VP8 ': {
      const [width, height] = [view.getUint16(26, true), view.getUint16(28, true)];
      // The upper two bits of each are a hint for enlarging.
      return { ...header, width: width & 0x3fff, height: height & 0x3fff, hasAlpha: false };
    }
    case 'VP8L': {
      const bits = view.getUint32(21, true);
      const [width, height] = [(bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1];
      return { ...header, width, height, hasAlpha: ((bits >>> 28) & 1) === 1 };
    }
    case 'VP8X': {
      const flags = view.getUint8(20);
      if ((flags & ANIMATION_BIT) !== 0) {
        throw new ImageInputError('unsupported', 'expected a still picture, got an animated WebP');
      }
      const u24 = (at: number) => view.getUint16(at, true) + 65_536 * view.getUint8(at + 2);
      const [width, height] = [u24(24) + 1, u24(27) + 1];
      return { ...header, width, height, hasAlpha: (flags & ALPHA_BIT) !== 0 };
    }
    default:
      throw new ImageInputError(
        'invalid',
        `expected a WebP of a known kind, got ${JSON.stringify(kind)}`,
      );
  }
}
