/** Whether images can be had in the size that was asked for; known once the model is. */

import { ProblemError } from '../http/problem-error.ts';
import type { Place } from '../models/registry.ts';
import type { OutputFields } from './output.ts';

/**
 * Pixels of all images of an answer together: what keeps a codec within an isolate's memory, and an
 * answer within a second of CPU.
 */
const maxPixels = 1024 * 1024;

/**
 * @param image as the model draws it
 * @param where the field or parameter to blame
 * @throws ProblemError `unsupported_size`
 */
export function checkSize(
  { size = 0, resampling = 'nearest' }: Pick<OutputFields, 'size' | 'resampling'>,
  count: number,
  image: { readonly height: number; readonly width: number },
  where: Place,
): void {
  if (size === 0 || size === image.width) return;
  if (resampling === 'nearest' && size % image.width !== 0) {
    throw new ProblemError(
      'unsupported_size',
      `expected a multiple of ${image.width} or the resampling "lanczos", got ${size}`,
      where,
    );
  }
  const height = Math.round((image.height * size) / image.width);
  const pixels = count * size * height;
  if (pixels > maxPixels) {
    throw new ProblemError(
      'unsupported_size',
      `expected at most ${maxPixels} pixels in all, got ${pixels} (${count} of ${size}×${height})`,
      where,
    );
  }
}
