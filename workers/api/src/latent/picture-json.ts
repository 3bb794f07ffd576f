/** What an answer says of the picture that was sent. */

import type { components } from '@comfy-edge/contract';
import type { Conversion } from '@comfy-edge/runtime';
import type { Picture } from './picture.ts';

export function sourceJson(
  { format, width, height }: Picture,
  conversions: readonly Conversion[],
): components['schemas']['PictureSource'] {
  return { format, width, height, conversions: [...conversions] };
}
