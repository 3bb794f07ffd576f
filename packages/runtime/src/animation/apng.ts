/**
 * Animated PNG (https://www.w3.org/TR/png-3/#apng-frame-based-animation): the files of our own encoder,
 * one a frame, their pixels taken out and put one after the other. A reader that knows no animation shows
 * the first frame.
 */
import type { Image } from '../pixels.ts';
import { crc32 } from '../png/checksums.ts';
import { encodePng } from '../png.ts';
import { checkFrames } from './check-frames.ts';

export interface AnimationOptions {
  /** How long each frame is shown. */
  readonly frameMs: number;
  /** How often it is played; 0, for ever. */
  readonly plays?: number;
}

const SIGNATURE_BYTES = 8;
/** Of every chunk, around its data: length, type, checksum. */
const CHUNK_BYTES = 12;
const LARGEST_U16 = 0xffff;

/** @throws RangeError for no frames, frames of different sizes, and times and counts that are none */
export function encodeApng(
  frames: readonly Image[],
  { frameMs, plays = 0 }: AnimationOptions,
): Uint8Array<ArrayBuffer> {
  checkFrames(frames);
  checkNumbers({ frameMs, plays });
  let sequence = 0;
  const chunks: Uint8Array[] = [];
  frames.forEach((frame, index) => {
    const png = encodePng(frame);
    const parts = chunksOf(png);
    if (index === 0) {
      chunks.push(png.subarray(0, SIGNATURE_BYTES), partNamed(parts, 'IHDR'));
      chunks.push(chunk('acTL', u32s(frames.length, plays)));
    }
    chunks.push(chunk('fcTL', frameControl(sequence++, frame, frameMs)));
    const pixels = partNamed(parts, 'IDAT');
    if (index === 0) {
      chunks.push(pixels);
    } else {
      const data = pixels.subarray(8, pixels.length - 4);
      chunks.push(chunk('fdAT', joined([u32s(sequence++), data])));
    }
  });
  chunks.push(chunk('IEND', new Uint8Array(0)));
  return joined(chunks);
}

function checkNumbers(numbers: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(numbers)) {
    if (Number.isInteger(value) && value >= 0 && value <= LARGEST_U16) continue;
    throw new RangeError(
      `expected ${name} to be an integer from 0 to ${LARGEST_U16}, got ${value}`,
    );
  }
}

/** The whole image, for `frameMs`; nothing is cleared and nothing shines through. */
function frameControl(sequence: number, { width, height }: Image, frameMs: number): Uint8Array {
  const data = new Uint8Array(26);
  const view = new DataView(data.buffer);
  view.setUint32(0, sequence);
  view.setUint32(4, width);
  view.setUint32(8, height);
  view.setUint16(20, frameMs);
  view.setUint16(22, 1000);
  return data;
}

/** A file's chunks by type, whole; of ours each is there once. */
function chunksOf(png: Uint8Array<ArrayBuffer>): ReadonlyMap<string, Uint8Array> {
  const view = new DataView(png.buffer, png.byteOffset, png.length);
  const parts = new Map<string, Uint8Array>();
  for (let at = SIGNATURE_BYTES; at < png.length; ) {
    const end = at + CHUNK_BYTES + view.getUint32(at);
    parts.set(String.fromCharCode(...png.subarray(at + 4, at + 8)), png.subarray(at, end));
    at = end;
  }
  return parts;
}

function partNamed(parts: ReadonlyMap<string, Uint8Array>, type: string): Uint8Array {
  const part = parts.get(type);
  if (part === undefined) throw new Error(`expected a chunk ${type} of our encoder, got none`);
  return part;
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(data.length + CHUNK_BYTES);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  for (let letter = 0; letter < 4; letter++) bytes[4 + letter] = type.charCodeAt(letter);
  bytes.set(data, 8);
  view.setUint32(8 + data.length, crc32(bytes, 4, 8 + data.length));
  return bytes;
}

function u32s(...values: number[]): Uint8Array {
  const bytes = new Uint8Array(4 * values.length);
  const view = new DataView(bytes.buffer);
  values.forEach((value, index) => {
    view.setUint32(4 * index, value);
  });
  return bytes;
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
