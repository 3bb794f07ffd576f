/** Pixels as image codecs take them: red, green, blue and an alpha that hides nothing. */
import type { Image } from '../pixels.ts';

const OPAQUE = 255;

/** @param image gray or RGB */
export function toRgba({ pixels, height, width, channels }: Image): Uint8Array {
  const rgba = new Uint8Array(height * width * 4).fill(OPAQUE);
  const second = channels === 3 ? 1 : 0;
  for (let pixel = 0; pixel < height * width; pixel++) {
    const from = pixel * channels;
    const to = pixel * 4;
    rgba[to] = pixels[from] as number;
    rgba[to + 1] = pixels[from + second] as number;
    rgba[to + 2] = pixels[from + 2 * second] as number;
  }
  return rgba;
}
