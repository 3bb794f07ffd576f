/// <reference path="./gifenc.d.ts" />
/**
 * Animated GIF by gifenc (https://github.com/mattdesl/gifenc). Gray frames share the 256 grays, so nothing
 * is lost; a colour frame gets at most 256 colours of its own.
 */
// Its main file hides its names from Node.
import { applyPalette, GIFEncoder, type Palette, quantize } from 'gifenc/dist/gifenc.esm.js';
import type { Image } from '../pixels.ts';
import { checkFrames } from './check-frames.ts';

const COLOURS = 256;
const GRAYS: Palette = Array.from({ length: COLOURS }, (_, value) => [value, value, value]);
const BLACK = [0, 0, 0] as const;

/**
 * Plays for ever.
 *
 * @param frames one or more of one size
 * @param frameMs GIF counts hundredths of a second: rounded to them
 * @throws RangeError for no frames, and for frames of different sizes
 */
export function encodeGif(frames: readonly Image[], frameMs: number): Uint8Array<ArrayBuffer> {
  checkFrames(frames);
  const encoder = GIFEncoder();
  frames.forEach(({ pixels, width, height, channels }, index) => {
    if (channels === 1) {
      const palette = index === 0 ? { palette: GRAYS } : {};
      encoder.writeFrame(pixels, width, height, { delay: frameMs, ...palette });
      return;
    }
    const rgba = withAlpha(pixels);
    const colours = quantize(rgba, COLOURS);
    const palette = filled(colours);
    encoder.writeFrame(applyPalette(rgba, colours), width, height, { delay: frameMs, palette });
  });
  encoder.finish();
  return encoder.bytes();
}

/** Of one size, so that how many bits a colour takes hangs on no logarithm of the host. */
function filled(colours: Palette): Palette {
  return Array.from({ length: COLOURS }, (_, index) => colours[index] ?? BLACK);
}

function withAlpha(rgb: Uint8Array): Uint8Array {
  const rgba = new Uint8Array((rgb.length / 3) * 4).fill(255);
  for (let from = 0, to = 0; from < rgb.length; from += 3, to += 4) {
    rgba.set(rgb.subarray(from, from + 3), to);
  }
  return rgba;
}
