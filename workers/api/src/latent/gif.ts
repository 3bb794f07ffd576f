/**
 * Animated GIF by gifenc (https://github.com/mattdesl/gifenc). Gray frames share the 256 grays, so nothing
 * is lost; a colour frame gets 256 colours of its own.
 */

import type { Image } from '@comfy-edge/runtime';
import { applyPalette, GIFEncoder, type Palette, quantize } from 'gifenc';

const GRAYS: Palette = Array.from({ length: 256 }, (_, value) => [value, value, value]);

/**
 * Plays for ever.
 *
 * @param frames one or more of one size
 * @param frameMs GIF counts hundredths of a second: rounded to them
 */
export function encodeGif(frames: readonly Image[], frameMs: number): Uint8Array<ArrayBuffer> {
  const encoder = GIFEncoder();
  frames.forEach(({ pixels, width, height, channels }, index) => {
    if (channels === 1) {
      const palette = index === 0 ? { palette: GRAYS } : {};
      encoder.writeFrame(pixels, width, height, { delay: frameMs, ...palette });
      return;
    }
    const rgba = withAlpha(pixels);
    const palette = quantize(rgba, 256);
    encoder.writeFrame(applyPalette(rgba, palette), width, height, { delay: frameMs, palette });
  });
  encoder.finish();
  return encoder.bytes();
}

function withAlpha(rgb: Uint8Array): Uint8Array {
  const rgba = new Uint8Array((rgb.length / 3) * 4).fill(255);
  for (let from = 0, to = 0; from < rgb.length; from += 3, to += 4) {
    rgba.set(rgb.subarray(from, from + 3), to);
  }
  return rgba;
}
