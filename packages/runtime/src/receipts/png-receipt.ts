/**
 * The receipt in a PNG: an `iTXt` chunk (https://www.w3.org/TR/png-3/#11iTXt) of its own for the receipt
 * and one for the signature, right after the header, where a reader meets them before the pixels.
 */
import { crc32 } from '../png/checksums.ts';
import type { EmbeddedReceipt } from './embedded-receipt.ts';

const RECEIPT = 'Comfy-Receipt';
const SIGNATURE = 'Comfy-Signature';
/** Signature and IHDR, which comes first. */
const HEADER_END = 33;
/** Length and type before a chunk's data, the checksum after. */
const CHUNK_BYTES = 12;

export function addToPng(
  file: Uint8Array,
  { receipt, signature }: EmbeddedReceipt,
): Uint8Array<ArrayBuffer> {
  const chunks = [
    textChunk(RECEIPT, receipt),
    ...(signature === undefined ? [] : [textChunk(SIGNATURE, signature)]),
  ];
  return concatenate([file.subarray(0, HEADER_END), ...chunks, file.subarray(HEADER_END)]);
}

export function findInPng(file: Uint8Array): EmbeddedReceipt | undefined {
  const texts = new Map<string, string>();
  for (const { start, end } of chunksOf(file)) {
    const text = readText(file.subarray(start + 4, end));
    if (text !== undefined) texts.set(...text);
  }
  const receipt = texts.get(RECEIPT);
  const signature = texts.get(SIGNATURE);
  if (receipt === undefined) return undefined;
  return signature === undefined ? { receipt } : { receipt, signature };
}

/** The file without what `addToPng` put into it. */
export function removeFromPng(file: Uint8Array): Uint8Array<ArrayBuffer> {
  const kept: Uint8Array[] = [];
  let at = 0;
  for (const { start, end } of chunksOf(file)) {
    const [keyword] = readText(file.subarray(start + 4, end)) ?? [];
    if (keyword !== RECEIPT && keyword !== SIGNATURE) continue;
    kept.push(file.subarray(at, start));
    at = end;
  }
  return concatenate([...kept, file.subarray(at)]);
}

function textChunk(keyword: string, text: string): Uint8Array {
  // Not compressed, no language, no translated keyword.
  const data = new TextEncoder().encode(`iTXt${keyword}\0\0\0\0\0${text}`);
  const chunk = new Uint8Array(data.length - 4 + CHUNK_BYTES);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, data.length - 4);
  chunk.set(data, 4);
  view.setUint32(4 + data.length, crc32(chunk, 4, 4 + data.length));
  return chunk;
}

/** Where each chunk is; a file that breaks off ends the walk. */
function* chunksOf(file: Uint8Array): Generator<{ start: number; end: number }> {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  let start = 8;
  while (start + CHUNK_BYTES <= file.length) {
    const end = start + CHUNK_BYTES + view.getUint32(start);
    if (end > file.length) return;
    yield { start, end };
    start = end;
  }
}

/** Keyword and text of an uncompressed `iTXt` chunk, given from its type on. */
function readText(chunk: Uint8Array): [string, string] | undefined {
  const data = new TextDecoder().decode(chunk.subarray(0, chunk.length - 4));
  const [, keyword, text] = /^iTXt([^\0]{1,79})\0\0\0\0\0([^\0]*)$/.exec(data) ?? [];
  return keyword === undefined || text === undefined ? undefined : [keyword, text];
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
