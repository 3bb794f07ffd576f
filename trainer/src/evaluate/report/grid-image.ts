/** A grid of images as an `<img>` that carries its own bytes. */
import { normalizePixels } from '../../data/normalize.ts';
import { encodeSheet } from '../../sheet/sheet.ts';
import type { Exhibits, Grid } from '../exhibits.ts';

export function gridImage(
  { pixels, columns }: Grid,
  { height, width, channels }: Exhibits['size'],
  alt: string,
): string {
  const batch = { images: normalizePixels(pixels), height, width, channels };
  const png = encodeSheet(batch, columns, { scale: Math.max(1, Math.round(56 / height)) });
  return `<img alt="${alt}" src="data:image/png;base64,${Buffer.from(png).toString('base64')}">`;
}
