/**
 * The receipt in a WebP: libwebp writes the simple form, one bitstream, which has no room; the extended
 * form has a header that says so and an `XMP ` chunk at its end
 * (https://developers.google.com/speed/webp/docs/riff_container). An animation has that form already.
 */
import { extendedFlags, extendedHeader, riffChunk, riffChunks, riffFile } from '../riff.ts';
import type { EmbeddedReceipt } from './embedded-receipt.ts';
import { readXmpPacket, xmpPacket } from './xmp.ts';

/**
 * @param file without alpha, as our encoders make it
 * @param size of its picture, in pixels
 */
export function addToWebp(
  file: Uint8Array,
  size: { readonly width: number; readonly height: number },
  embedded: EmbeddedReceipt,
): Uint8Array<ArrayBuffer> {
  const chunks = [...riffChunks(file)];
  const others = chunks.filter(({ name }) => name !== 'VP8X').map(({ whole }) => whole);
  const flags = (isAnimated(chunks) ? extendedFlags.animation : 0) | extendedFlags.xmp;
  return riffFile([extendedHeader(flags, size), ...others, riffChunk('XMP ', xmpPacket(embedded))]);
}

export function findInWebp(file: Uint8Array): EmbeddedReceipt | undefined {
  for (const { name, data } of riffChunks(file)) if (name === 'XMP ') return readXmpPacket(data);
  return undefined;
}

/** The file as it was before `addToWebp`: a still in its simple form. */
export function removeFromWebp(file: Uint8Array): Uint8Array<ArrayBuffer> {
  const chunks = [...riffChunks(file)];
  const animated = isAnimated(chunks);
  return riffFile(
    chunks.flatMap(({ name, whole }) => {
      if (name === 'XMP ') return [];
      if (name !== 'VP8X') return [whole];
      return animated ? [withoutFlag(whole)] : [];
    }),
  );
}

function isAnimated(chunks: readonly { readonly name: string }[]): boolean {
  return chunks.some(({ name }) => name === 'ANIM');
}

function withoutFlag(header: Uint8Array): Uint8Array {
  const copy = header.slice();
  copy[8] = (copy[8] ?? 0) & ~extendedFlags.xmp;
  return copy;
}
