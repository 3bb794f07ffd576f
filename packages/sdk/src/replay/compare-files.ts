/** What differs between an image and the one that its receipt makes: byte by byte, without what stands beside the picture. */
import { type Difference, decodeImage, type Receipt, removeReceipt } from '@comfy-edge/runtime';
import type { EvidenceFile } from './read-evidence.ts';

/** @param made the file of the same receipt, made here */
export async function compareFiles(
  { bytes, format }: EvidenceFile,
  made: Uint8Array,
  receipt: Receipt,
): Promise<readonly Difference[]> {
  const isPng = receipt.format === 'png' || receipt.format === 'apng';
  const wanted = isPng ? 'png' : receipt.format;
  if (wanted === 'npy') return isEqual(bytes, made) ? [] : [other(receipt, 'another tensor')];
  if (format !== wanted) return [other(receipt, format ?? 'no picture')];
  const [got, expected] = [removeReceipt(format, bytes), removeReceipt(format, made)];
  if (isEqual(got, expected)) return [];
  if (receipt.format === 'png' && (await showSamePixels(got, expected))) {
    const detail = 'expected the png file of this service, got the same pixels in another png file';
    return [{ part: 'file', detail }];
  }
  return [other(receipt, 'another')];
}

/** Decoders of the other formats are not worth their weight here: a file that differs is another one. */
async function showSamePixels(a: Uint8Array, b: Uint8Array): Promise<boolean> {
  try {
    const [left, right] = await Promise.all([a, b].map((it) => decodeImage(it, none)));
    if (left === undefined || right === undefined) return false;
    return left.width === right.width && isEqual(left.rgba, right.rgba);
  } catch {
    return false;
  }
}

const none = {
  get jpeg(): never {
    throw new Error('expected a png, got a jpeg');
  },
  get webp(): never {
    throw new Error('expected a png, got a webp');
  },
};

function other({ format }: Receipt, got: string): Difference {
  return { part: 'pixels', detail: `expected the ${format} that the receipt makes, got ${got}` };
}

function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}
