/** The size that was asked for, as OpenAI's API writes it, as an output of ours. */

import type { Output } from '@comfy-edge/runtime';
import { ProblemError } from '../http/problem-error.ts';
import { checkSize } from '../images/output-size.ts';
import type { GenerationRequest } from './request.ts';

/**
 * Whole multiples of the model's own size are enlarged pixel by pixel, others smoothly.
 *
 * @param image as the model draws it
 * @throws ProblemError `unsupported_size`
 */
export function outputOf(
  { size, format, count }: Pick<GenerationRequest, 'size' | 'format' | 'count'>,
  image: { readonly width: number; readonly height: number },
): Output & { readonly format: GenerationRequest['format'] } {
  if (size === undefined) return { format };
  if (size.width * image.height !== size.height * image.width) {
    throw new ProblemError(
      'unsupported_size',
      `expected a size of the proportions ${image.width}x${image.height}, got ${size.width}x${size.height}`,
      { pointer: '/size' },
    );
  }
  const resampling = size.width % image.width === 0 ? 'nearest' : 'lanczos';
  const output = { format, size: size.width, resampling } as const;
  checkSize(output, count, image, { pointer: '/size' });
  return output;
}
