/**
 * The receipt in a JPEG: an `APP1` segment with XMP (XMP specification part 3, section 1.1.3) behind the
 * file's first segment, which JFIF wants to be its own.
 */
import type { EmbeddedReceipt } from './embedded-receipt.ts';
import { readXmpPacket, xmpPacket } from './xmp.ts';

const APP1 = 0xe1;
const START_OF_SCAN = 0xda;
const NAMESPACE = new TextEncoder().encode('http://ns.adobe.com/xap/1.0/\0');
/** After the two bytes of a marker, which do not count in a segment's length. */
const LENGTH_BYTES = 2;

export function addToJpeg(file: Uint8Array, embedded: EmbeddedReceipt): Uint8Array<ArrayBuffer> {
  const packet = xmpPacket(embedded);
  const length = LENGTH_BYTES + NAMESPACE.length + packet.length;
  const [first] = segmentsOf(file);
  const at = first?.end ?? 2;
  const result = new Uint8Array(file.length + 2 + length);
  result.set(file.subarray(0, at));
  result.set([0xff, APP1, length >>> 8, length & 255], at);
  result.set(NAMESPACE, at + 4);
  result.set(packet, at + 4 + NAMESPACE.length);
  result.set(file.subarray(at), at + 2 + length);
  return result;
}

export function findInJpeg(file: Uint8Array): EmbeddedReceipt | undefined {
  const { packet } = findPacket(file) ?? {};
  return packet && readXmpPacket(packet);
}

/** The file as it was before `addToJpeg`. */
export function removeFromJpeg(file: Uint8Array): Uint8Array<ArrayBuffer> {
  const found = findPacket(file);
  if (found === undefined) return new Uint8Array(file);
  const result = new Uint8Array(file.length - (found.end - found.start));
  result.set(file.subarray(0, found.start));
  result.set(file.subarray(found.end), found.start);
  return result;
}

function findPacket(file: Uint8Array) {
  for (const { marker, start, end } of segmentsOf(file)) {
    const data = file.subarray(start + 4, end);
    const isXmp = NAMESPACE.every((byte, i) => data[i] === byte);
    if (marker === APP1 && isXmp) return { start, end, packet: data.subarray(NAMESPACE.length) };
  }
  return undefined;
}

/** The segments before the picture itself; a file that breaks off ends the walk. */
function* segmentsOf(file: Uint8Array): Generator<{ marker: number; start: number; end: number }> {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  let start = 2;
  while (start + 4 <= file.length && file[start] === 0xff) {
    const marker = file[start + 1] as number;
    const end = start + 2 + view.getUint16(start + 2);
    if (marker === START_OF_SCAN || end > file.length || end < start + 4) return;
    yield { marker, start, end };
    start = end;
  }
}
