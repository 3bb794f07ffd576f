/**
 * The whole run as an animation: the sheets of its epochs one after the other, as an endless GIF.
 *
 * Gray sheets get the 256 grays as palette, so nothing is lost; for colour each frame gets 256
 * colours of its own (gifenc's pairwise nearest neighbour clustering).
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { decode } from 'fast-png';
import { gifenc } from './gifenc.ts';
import type { Raster } from './sheet.ts';

export interface AnimationOptions {
  readonly frameMs?: number;
  /** How long the last frame stays before the animation begins again. */
  readonly lastFrameMs?: number;
}

const GRAYS = Array.from({ length: 256 }, (_, value) => [value, value, value]);

/**
 * Writes a GIF of PNG sheets (8 bit, gray or RGB, one size), in the given order.
 * @throws RangeError for no sheets, or sheets that do not fit together
 */
export function writeAnimation(
  path: string,
  sheetPaths: readonly string[],
  { frameMs = 200, lastFrameMs = 2000 }: AnimationOptions = {},
): void {
  if (sheetPaths.length === 0) throw new RangeError('expected at least one sheet, got none');
  const encoder = gifenc.GIFEncoder();
  let first: Raster | undefined;
  for (const [index, sheetPath] of sheetPaths.entries()) {
    const sheet = readSheet(sheetPath);
    const { width, height, channels, data } = sheet;
    first ??= sheet;
    if (width !== first.width || height !== first.height || channels !== first.channels) {
      throw new RangeError(
        `${sheetPath}: expected ${first.width}×${first.height}×${first.channels} like the first sheet, got ${width}×${height}×${channels}`,
      );
    }
    const delay = index === sheetPaths.length - 1 ? lastFrameMs : frameMs;
    if (channels === 1) {
      // Later frames without a palette use the first one's.
      const palette = index === 0 ? { palette: GRAYS } : {};
      encoder.writeFrame(data, width, height, { delay, ...palette });
    } else {
      const rgba = withAlpha(data);
      const palette = gifenc.quantize(rgba, 256);
      encoder.writeFrame(gifenc.applyPalette(rgba, palette), width, height, { delay, palette });
    }
  }
  encoder.finish();
  writeFileSync(path, encoder.bytes());
}

function readSheet(path: string): Raster {
  const { width, height, channels, depth, data } = decode(readFileSync(path));
  if (depth !== 8 || (channels !== 1 && channels !== 3)) {
    throw new RangeError(
      `${path}: expected 8 bits and 1 or 3 channels, got ${depth} bits and ${channels} channels`,
    );
  }
  return { width, height, channels, data: Uint8Array.from(data) };
}

function withAlpha(rgb: Uint8Array): Uint8Array {
  const rgba = new Uint8Array((rgb.length / 3) * 4).fill(255);
  for (let from = 0, to = 0; from < rgb.length; from += 3, to += 4) {
    rgba.set(rgb.subarray(from, from + 3), to);
  }
  return rgba;
}
