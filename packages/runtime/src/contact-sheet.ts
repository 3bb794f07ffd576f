/** Many small images in one: rows of `columns`, in order, on white. */
import type { Image } from './pixels.ts';

const WHITE = 255;

/**
 * @param images one or more of one size
 * @param columns images in a row; the last row may be shorter
 * @param gapPixels white pixels between neighbours
 * @throws RangeError for no images, images of different sizes, or counts that are none
 */
export function contactSheet(images: readonly Image[], columns: number, gapPixels = 2): Image {
  const [first] = images;
  if (first === undefined) throw new RangeError('expected at least one image, got none');
  if (!Number.isInteger(columns) || columns < 1) {
    throw new RangeError(`expected columns to be a positive integer, got ${columns}`);
  }
  if (!Number.isInteger(gapPixels) || gapPixels < 0) {
    throw new RangeError(`expected gapPixels to be an integer of at least 0, got ${gapPixels}`);
  }
  const across = Math.min(columns, images.length);
  const down = Math.ceil(images.length / columns);
  const width = across * first.width + (across - 1) * gapPixels;
  const height = down * first.height + (down - 1) * gapPixels;
  const pixels = new Uint8Array(width * height * first.channels).fill(WHITE);
  const rowBytes = first.width * first.channels;
  images.forEach((image, index) => {
    if (sizeText(image) !== sizeText(first)) {
      throw new RangeError(`expected images of ${sizeText(first)}, got ${sizeText(image)}`);
    }
    const left = (index % columns) * (first.width + gapPixels);
    const top = Math.floor(index / columns) * (first.height + gapPixels);
    for (let y = 0; y < first.height; y++) {
      const row = image.pixels.subarray(y * rowBytes, (y + 1) * rowBytes);
      pixels.set(row, ((top + y) * width + left) * first.channels);
    }
  });
  return { pixels, height, width, channels: first.channels };
}

function sizeText({ height, width, channels }: Image): string {
  return `${height}×${width}×${channels}`;
}
