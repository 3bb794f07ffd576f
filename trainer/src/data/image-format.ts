/**
 * Which images are decoded: those whose first bytes say PNG, JPEG or WebP. The library behind could
 * read many more formats (SVG and PDF among them), which files from strangers must not reach.
 */

/** Of files and of archive members, in lower case. */
export const imageEndings: ReadonlySet<string> = new Set(['.png', '.jpg', '.jpeg', '.webp']);

export type ImageFormat = 'png' | 'jpeg' | 'webp';

/** @returns undefined for everything else */
export function imageFormat(bytes: Uint8Array): ImageFormat | undefined {
  const starts = (at: number, ...values: number[]) =>
    values.every((value, index) => bytes[at + index] === value);
  if (starts(0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'png';
  if (starts(0, 0xff, 0xd8, 0xff)) return 'jpeg';
  if (starts(0, 0x52, 0x49, 0x46, 0x46) && starts(8, 0x57, 0x45, 0x42, 0x50)) return 'webp';
  return undefined;
}
