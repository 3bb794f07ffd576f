/** An image in the width that was asked for; the height follows. */
import type { Image } from '../pixels.ts';
import { resizeLanczos } from './lanczos.ts';
import { enlarge } from './nearest.ts';

export interface Size {
  /** In pixels; the image's own when left out. */
  readonly size?: number;
  /** `nearest` enlarges by whole factors alone. */
  readonly resampling?: 'nearest' | 'lanczos';
}

/** @throws RangeError for a width that `nearest` cannot give */
export function resizeImage(image: Image, { size, resampling = 'nearest' }: Size): Image {
  if (size === undefined || size === image.width) return image;
  if (resampling === 'nearest') return enlarge(image, size / image.width);
  const height = Math.max(1, Math.round((image.height * size) / image.width));
  return resizeLanczos(image, { height, width: size });
}
