/**
 * The chunks that a WebP file is made of
 * (https://developers.google.com/speed/webp/docs/riff_container).
 */

const RIFF_BYTES = 12;
const CHUNK_HEADER_BYTES = 8;

export interface RiffChunk {
  /** Of four characters. */
  readonly name: string;
  readonly data: Uint8Array;
  /** Header, data and what fills it up to an even length. */
  readonly whole: Uint8Array;
}

/** A file that breaks off ends the walk. */
export function* riffChunks(file: Uint8Array): Generator<RiffChunk> {
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

/** @param parts of the data, one after the other */
export function riffChunk(name: string, ...parts: readonly Uint8Array[]): Uint8Array {
  const sizeBytes = parts.reduce((sum, { length }) => sum + length, 0);
  const whole = new Uint8Array(CHUNK_HEADER_BYTES + sizeBytes + (sizeBytes % 2));
  whole.set(new TextEncoder().encode(name));
  new DataView(whole.buffer).setUint32(4, sizeBytes, true);
  let at = CHUNK_HEADER_BYTES;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** @param chunks whole */
export function riffFile(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const sizeBytes = chunks.reduce((sum, { length }) => sum + length, 4);
  const file = new Uint8Array(8 + sizeBytes);
  file.set(new TextEncoder().encode('RIFF'));
  new DataView(file.buffer).setUint32(4, sizeBytes, true);
  file.set(new TextEncoder().encode('WEBP'), 8);
  let at = RIFF_BYTES;
  for (const chunk of chunks) {
    file.set(chunk, at);
    at += chunk.length;
  }
  return file;
}

/** What the header of an extended file says there is. */
export const extendedFlags = { animation: 0x02, xmp: 0x04 } as const;

/** `VP8X`, with which a file begins that is more than one bitstream. */
export function extendedHeader(
  flags: number,
  { width, height }: { readonly width: number; readonly height: number },
): Uint8Array {
  const data = new Uint8Array(10);
  data[0] = flags;
  setUint24(data, 4, width - 1);
  setUint24(data, 7, height - 1);
  return riffChunk('VP8X', data);
}

/** Little-endian. */
export function setUint24(data: Uint8Array, at: number, value: number): void {
  data[at] = value & 0xff;
  data[at + 1] = (value >>> 8) & 0xff;
  data[at + 2] = value >>> 16;
}
