/**
 * The receipt in a WebP: libwebp writes the simple form, one bitstream, which has no room; the extended
 * form has a header that says so and an `XMP ` chunk at its end
 * (https://developers.google.com/speed/webp/docs/riff_container).
 */
import type { EmbeddedReceipt } from './embedded-receipt.ts';
import { readXmpPacket, xmpPacket } from './xmp.ts';

const RIFF_BYTES = 12;
const CHUNK_HEADER_BYTES = 8;
const EXTENDED_BYTES = 10;
const XMP_FLAG = 0x04;

/**
 * @param file of one bitstream without alpha, as our encoder makes it
 * @param size of its picture, in pixels
 */
export function addToWebp(
  file: Uint8Array,
  size: { readonly width: number; readonly height: number },
  embedded: EmbeddedReceipt,
): Uint8Array<ArrayBuffer> {
  const header = new Uint8Array(EXTENDED_BYTES);
  const view = new DataView(header.buffer);
  header[0] = XMP_FLAG;
  // 24 bits each, one less than the side.
  view.setUint16(4, (size.width - 1) & 0xffff, true);
  header[6] = (size.width - 1) >>> 16;
  view.setUint16(7, (size.height - 1) & 0xffff, true);
  header[9] = (size.height - 1) >>> 16;
  return riff([
    chunk('VP8X', header),
    file.subarray(RIFF_BYTES),
    chunk('XMP ', xmpPacket(embedded)),
  ]);
}

export function findInWebp(file: Uint8Array): EmbeddedReceipt | undefined {
  for (const { name, data } of chunksOf(file)) if (name === 'XMP ') return readXmpPacket(data);
  return undefined;
}

/** The file in its simple form, as it was before `addToWebp`. */
export function removeFromWebp(file: Uint8Array): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  for (const { name, whole } of chunksOf(file)) {
    if (name !== 'VP8X' && name !== 'XMP ') parts.push(whole);
  }
  return riff(parts);
}

function chunk(name: string, data: Uint8Array): Uint8Array {
  const padded = data.length + (data.length % 2);
  const whole = new Uint8Array(CHUNK_HEADER_BYTES + padded);
  whole.set(new TextEncoder().encode(name));
  new DataView(whole.buffer).setUint32(4, data.length, true);
  whole.set(data, CHUNK_HEADER_BYTES);
  return whole;
}

function riff(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const sizeBytes = parts.reduce((sum, { length }) => sum + length, 4);
  const file = new Uint8Array(8 + sizeBytes);
  file.set(new TextEncoder().encode('RIFF'));
  new DataView(file.buffer).setUint32(4, sizeBytes, true);
  file.set(new TextEncoder().encode('WEBP'), 8);
  let at = RIFF_BYTES;
  for (const part of parts) {
    file.set(part, at);
    at += part.length;
  }
  return file;
}

/** A file that breaks off ends the walk. */
function* chunksOf(
  file: Uint8Array,
): Generator<{ name: string; data: Uint8Array; whole: Uint8Array }> {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  let start = RIFF_BYTES;
  while (start + CHUNK_HEADER_BYTES <= file.length) {
    const sizeBytes = view.getUint32(start + 4, true);
    const dataStart = start + CHUNK_HEADER_BYTES;
    const end = dataStart + sizeBytes + (sizeBytes % 2);
    if (end > file.length) return;
    const name = String.fromCharCode(...file.subarray(start, start + 4));
    const data = file.subarray(dataStart, dataStart + sizeBytes);
    yield { name, data, whole: file.subarray(start, end) };
    start = end;
  }
}
