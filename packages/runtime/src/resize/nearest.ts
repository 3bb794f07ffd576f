/** Enlarging by whole numbers: every pixel becomes a block of itself, and nothing is made up. */
import type { Image } from '../pixels.ts';

/**
 * @param factor at least 1
 * @throws RangeError for a factor that is not whole
 */
export function enlarge({ pixels, height, width, channels }: Image, factor: number): Image {
  if (!Number.isInteger(factor) || factor < 1) {
    throw new RangeError(`expected a whole factor of at least 1, got ${factor}`);
  }
  const size = { height: height * factor, width: width * factor };
  const rowBytes = size.width * channels;
  const result = new Uint8Array(size.height * rowBytes);
  for (let y = 0; y < height; y++) {
    const top = y * factor * rowBytes;
    for (let x = 0; x < size.width; x++) {
      const source = (y * width + Math.floor(x / factor)) * channels;
      for (let channel = 0; channel < channels; channel++) {
        result[top + x * channels + channel] = pixels[source + channel] as number;
      }
    }
    for (let copy = 1; copy < factor; copy++) {
      result.copyWithin(top + copy * rowBytes, top, top + rowBytes);
    }
  }
  return { pixels: result, ...size, channels };
}
