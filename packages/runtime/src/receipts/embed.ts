/** A receipt into a file, out of it and away from it, whatever the format. */
import type { AnimationFormat } from '../animation/render-animation.ts';
import type { OutputFormat } from '../render.ts';
import type { EmbeddedReceipt } from './embedded-receipt.ts';
import { addToGif, findInGif, removeFromGif } from './gif-receipt.ts';
import { addToJpeg, findInJpeg, removeFromJpeg } from './jpeg-receipt.ts';
import { addToPng, findInPng, removeFromPng } from './png-receipt.ts';
import { addToWebp, findInWebp, removeFromWebp } from './webp-receipt.ts';

/** Formats with room for a receipt; a tensor has none. */
export type PictureFormat = Exclude<OutputFormat, 'npy'> | 'gif';

export interface EncodedFile {
  readonly format: OutputFormat | AnimationFormat;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
}

/** By how the file begins. */
export function pictureFormatOf(file: Uint8Array): PictureFormat | undefined {
  const start = String.fromCharCode(...file.subarray(0, 12));
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (start.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (start.startsWith('GIF89a')) return 'gif';
  return start.startsWith('RIFF') && start.endsWith('WEBP') ? 'webp' : undefined;
}

/** @param file as our encoders made it */
export function embedReceipt(
  { format, bytes, ...size }: EncodedFile,
  embedded: EmbeddedReceipt,
): Uint8Array<ArrayBuffer> {
  switch (format) {
    case 'png':
    case 'apng':
      return addToPng(bytes, embedded);
    case 'webp':
      return addToWebp(bytes, size, embedded);
    case 'jpeg':
      return addToJpeg(bytes, embedded);
    case 'gif':
      return addToGif(bytes, embedded);
    case 'npy':
      return bytes;
    default:
      return format satisfies never;
  }
}

/** @param file any bytes that begin as the format does */
export function findReceipt(format: PictureFormat, file: Uint8Array): EmbeddedReceipt | undefined {
  const find = { png: findInPng, webp: findInWebp, jpeg: findInJpeg, gif: findInGif }[format];
  return find(file);
}

/** The file as it was before `embedReceipt`, where that made it. */
export function removeReceipt(format: PictureFormat, file: Uint8Array): Uint8Array<ArrayBuffer> {
  const removers = {
    png: removeFromPng,
    webp: removeFromWebp,
    jpeg: removeFromJpeg,
    gif: removeFromGif,
  };
  return removers[format](file);
}
