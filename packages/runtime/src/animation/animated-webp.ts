/**
 * Animated WebP (https://developers.google.com/speed/webp/docs/riff_container#animation): stills, each
 * whole, one after the other. Every current browser plays it; lossless, it is the smallest animation that
 * loses nothing.
 */
import {
  extendedFlags,
  extendedHeader,
  riffChunk,
  riffChunks,
  riffFile,
  setUint24,
} from '../riff.ts';

/** Do not blend with what was there before; a frame covers all of it. */
const REPLACE = 0x02;
const LARGEST_U24 = 0xffffff;

/**
 * Plays for ever.
 *
 * @param stills WebP files of one bitstream each, all of this size
 * @param frameMs how long each is shown
 * @throws RangeError for no stills, and for a time that is none
 */
export function assembleWebp(
  stills: readonly Uint8Array[],
  size: { readonly width: number; readonly height: number },
  frameMs: number,
): Uint8Array<ArrayBuffer> {
  if (stills.length === 0) throw new RangeError('expected at least one frame, got none');
  if (!Number.isInteger(frameMs) || frameMs < 0 || frameMs > LARGEST_U24) {
    throw new RangeError(
      `expected frameMs to be an integer from 0 to ${LARGEST_U24}, got ${frameMs}`,
    );
  }
  // Background colour, which nothing shows, and how often it plays: 0, for ever.
  const animation = riffChunk('ANIM', new Uint8Array(6));
  const frames = stills.map((still) =>
    riffChunk('ANMF', frameHeader(size, frameMs), bitstreamOf(still)),
  );
  return riffFile([extendedHeader(extendedFlags.animation, size), animation, ...frames]);
}

function frameHeader(
  { width, height }: { readonly width: number; readonly height: number },
  frameMs: number,
): Uint8Array {
  const header = new Uint8Array(16);
  setUint24(header, 6, width - 1);
  setUint24(header, 9, height - 1);
  setUint24(header, 12, frameMs);
  header[15] = REPLACE;
  return header;
}

function bitstreamOf(still: Uint8Array): Uint8Array {
  for (const { name, whole } of riffChunks(still)) {
    if (name === 'VP8 ' || name === 'VP8L') return whole;
  }
  throw new Error('expected a bitstream in a still WebP, got none');
}
