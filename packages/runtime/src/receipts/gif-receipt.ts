/**
 * The receipt in a GIF: XMP in an application extension (XMP specification, part 3, section 1.1.2). The
 * packet stands there as it is, not in GIF's sub-blocks: a trailer of falling bytes brings readers that
 * know nothing of it out again.
 */
import type { EmbeddedReceipt } from './embedded-receipt.ts';
import { readXmpPacket, xmpPacket } from './xmp.ts';

const HEADER_BYTES = 13;
const EXTENSION = 0x21;
const IMAGE = 0x2c;
const APPLICATION = 0xff;
const NAME = 'XMP DataXMP';
/** 1, then 255 down to 0, then the end of sub-blocks: wherever a reader comes in, it is led to the end. */
const LEAD_OUT = Uint8Array.from({ length: 258 }, (_, i) => (i === 0 ? 1 : Math.max(0, 256 - i)));

/** @param file as our encoder makes it: its last byte is the trailer */
export function addToGif(file: Uint8Array, embedded: EmbeddedReceipt): Uint8Array<ArrayBuffer> {
  const start = Uint8Array.of(EXTENSION, APPLICATION, NAME.length, ...ascii(NAME));
  const end = file.length - 1;
  return concatenate([
    file.subarray(0, end),
    start,
    xmpPacket(embedded),
    LEAD_OUT,
    file.subarray(end),
  ]);
}

export function findInGif(file: Uint8Array): EmbeddedReceipt | undefined {
  const block = findBlock(file);
  return block && readXmpPacket(file.subarray(block.packetStart, block.packetEnd));
}

/** The file without what `addToGif` put into it. */
export function removeFromGif(file: Uint8Array): Uint8Array<ArrayBuffer> {
  const block = findBlock(file);
  if (block === undefined) return new Uint8Array(file);
  return concatenate([file.subarray(0, block.start), file.subarray(block.end)]);
}

interface XmpBlock {
  readonly start: number;
  readonly packetStart: number;
  readonly packetEnd: number;
  readonly end: number;
}

/** A file that breaks off ends the search. */
function findBlock(file: Uint8Array): XmpBlock | undefined {
  let at = HEADER_BYTES + colourTableBytes(file[10] ?? 0);
  while (at < file.length) {
    const kind = file[at];
    if (kind === IMAGE) {
      // Place, size and flags, perhaps colours, the size of a code, and then the pixels.
      at = afterSubBlocks(file, at + 10 + colourTableBytes(file[at + 9] ?? 0) + 1);
    } else if (kind === EXTENSION && isXmp(file, at)) {
      const packetStart = at + 3 + NAME.length;
      // A packet holds no byte 0: the first one is the last but one of what leads out.
      const zero = file.indexOf(0, packetStart);
      const end = zero + 2;
      if (zero < 0 || end > file.length) return undefined;
      return { start: at, packetStart, packetEnd: end - LEAD_OUT.length, end };
    } else if (kind === EXTENSION) {
      at = afterSubBlocks(file, at + 2);
    } else {
      return undefined;
    }
  }
  return undefined;
}

function isXmp(file: Uint8Array, at: number): boolean {
  const name = ascii(NAME);
  return file[at + 1] === APPLICATION && name.every((byte, i) => file[at + 3 + i] === byte);
}

function colourTableBytes(flags: number): number {
  return (flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1);
}

function afterSubBlocks(file: Uint8Array, start: number): number {
  let at = start;
  for (let length = file[at] ?? 0; length > 0; length = file[at] ?? 0) at += 1 + length;
  return at + 1;
}

function ascii(text: string): number[] {
  return Array.from(text, (character) => character.charCodeAt(0));
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
