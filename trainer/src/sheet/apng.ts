/**
 * Animated PNG (https://www.w3.org/TR/png-3/#apng-frame-based-animation) out of PNG files: their compressed
 * image data is taken over as it is, so nothing is lost and nothing is encoded twice. Every reader of PNG
 * shows at least the first frame.
 */
import { crc32 } from 'node:zlib';

const signatureBytes = 8;
/** Length, type and checksum around a chunk's data. */
const frameBytes = 12;

/** A PNG's colour type. */
const withPalette = 3;

interface Chunk {
  readonly type: string;
  readonly data: Uint8Array;
}

/**
 * @param files PNG, all of one size and kind of pixels
 * @param delaysMs how long each is shown
 * @throws RangeError for no files, or files that do not fit together
 */
export function encodeApng(files: readonly Uint8Array[], delaysMs: readonly number[]): Uint8Array {
  const [first] = files;
  if (first === undefined) throw new RangeError('expected at least one frame, got none');
  const [header] = chunksOf(first);
  if (header?.type !== 'IHDR') throw new RangeError('expected a PNG file, got something else');
  if (header.data[9] === withPalette) {
    throw new RangeError(
      'expected gray or RGB pixels, got a palette, which a frame could not bring',
    );
  }
  const size = header.data.subarray(0, 8); // Width and height, as fcTL wants them too.
  const chunks: Chunk[] = [header, { type: 'acTL', data: u32(files.length, 0) }]; // 0: for ever.
  let sequence = 0;
  for (const [index, file] of files.entries()) {
    const [ownHeader, ...rest] = chunksOf(file);
    if (ownHeader === undefined || Buffer.compare(ownHeader.data, header.data) !== 0) {
      throw new RangeError(`frame ${index}: expected the size and pixels of the first, got others`);
    }
    chunks.push({ type: 'fcTL', data: control(sequence++, size, delaysMs[index] ?? 0) });
    for (const { data } of rest.filter(({ type }) => type === 'IDAT')) {
      chunks.push(
        index === 0
          ? { type: 'IDAT', data }
          : { type: 'fdAT', data: Buffer.concat([u32(sequence++), data]) },
      );
    }
  }
  const end = { type: 'IEND', data: new Uint8Array() };
  return Buffer.concat([first.subarray(0, signatureBytes), ...[...chunks, end].map(encodeChunk)]);
}

function chunksOf(file: Uint8Array): Chunk[] {
  const buffer = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const chunks: Chunk[] = [];
  for (let at = signatureBytes; at + frameBytes <= buffer.length; ) {
    const length = buffer.readUInt32BE(at);
    const type = buffer.toString('latin1', at + 4, at + 8);
    chunks.push({ type, data: buffer.subarray(at + 8, at + 8 + length) });
    at += frameBytes + length;
  }
  return chunks;
}

/** fcTL: the frame covers everything before it, whole. */
function control(sequence: number, size: Uint8Array, delayMs: number): Uint8Array {
  const noOffset = u32(0, 0);
  const delay = Buffer.alloc(6); // The last two bytes: leave the frame, and replace what was there.
  delay.writeUInt16BE(Math.min(delayMs, 0xffff), 0);
  delay.writeUInt16BE(1000, 2);
  return Buffer.concat([u32(sequence), size, noOffset, delay]);
}

function encodeChunk({ type, data }: Chunk): Uint8Array {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  return Buffer.concat([u32(data.length), named, u32(crc32(named))]);
}

function u32(...values: readonly number[]): Buffer {
  const buffer = Buffer.alloc(4 * values.length);
  for (const [index, value] of values.entries()) buffer.writeUInt32BE(value, 4 * index);
  return buffer;
}
