/** What differs between an image and the one that its receipt makes: byte by byte, without what stands beside the picture. */
import {
  type Difference,
  decodePng,
  type Receipt,
  readImageHeader,
  removeReceipt,
} from '@comfy-edge/runtime';
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
    const [left, right] = await Promise.all([a, b].map(decode));
    return left?.width === right?.width && isEqual(left?.rgba ?? [], right?.rgba ?? []);
  } catch {
    // Not a PNG, or not a whole one.
    return false;
  }
}

async function decode(png: Uint8Array): Promise<{ width: number; rgba: Uint8Array }> {
  const header = readImageHeader(png);
  return { width: header.width, rgba: await decodePng(png, header) };
}

function other({ format }: Receipt, got: string): Difference {
  return { part: 'pixels', detail: `expected the ${format} that the receipt makes, got ${got}` };
}

function isEqual(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  return a.length === b.length && Array.from(a).every((byte, at) => byte === b[at]);
}
