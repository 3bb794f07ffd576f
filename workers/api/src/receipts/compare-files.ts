/** What differs between an image that carries a receipt and the one that this engine makes of the receipt. */

import {
  type Difference,
  type PictureFormat,
  type Receipt,
  removeReceipt,
} from '@comfy-edge/runtime';
import { openPicture } from '../latent/picture.ts';

/**
 * Byte by byte without what stands beside the picture, and where that differs pixel by pixel; animations
 * byte by byte alone.
 *
 * @throws ProblemError `image_invalid`, `image_unsupported`, `image_too_large`
 */
export async function compareFiles(
  given: { readonly format: PictureFormat; readonly bytes: Uint8Array },
  made: { readonly format: Exclude<Receipt['format'], 'npy'>; readonly bytes: Uint8Array },
  isAnimation: boolean,
): Promise<Difference[]> {
  const got = removeReceipt(given.format, given.bytes);
  const expected = removeReceipt(made.format === 'apng' ? 'png' : made.format, made.bytes);
  if (isEqual(got, expected)) return [];
  if (isAnimation) {
    const detail = `expected the ${made.format} animation that the receipt makes, got another file`;
    return [{ part: 'pixels', detail }];
  }
  const [gotPicture, expectedPicture] = [await pixelsOf(got), await pixelsOf(expected)];
  if (gotPicture.size !== expectedPicture.size) {
    const detail = `expected ${expectedPicture.size} pixels, got ${gotPicture.size}`;
    return [{ part: 'pixels', detail }];
  }
  const count = countOther(gotPicture.rgb, expectedPicture.rgb);
  if (count > 0) {
    const total = expectedPicture.rgb.length / 3;
    const detail = `expected the pixels that the receipt makes, got ${count} of ${total} others`;
    return [{ part: 'pixels', detail }];
  }
  const what = `the same pixels in another ${given.format} file`;
  return [
    { part: 'file', detail: `expected the ${made.format} file of this service, got ${what}` },
  ];
}

async function pixelsOf(file: Uint8Array): Promise<{ size: string; rgb: Uint8Array }> {
  const { width, height, fit } = await openPicture(file, 'white');
  const { image } = fit({ width, height, channels: 3 });
  return { size: `${width}×${height}`, rgb: image.pixels };
}

function countOther(a: Uint8Array, b: Uint8Array): number {
  let count = 0;
  for (let at = 0; at < a.length; at += 3) {
    if (a[at] !== b[at] || a[at + 1] !== b[at + 1] || a[at + 2] !== b[at + 2]) count++;
  }
  return count;
}

function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}
