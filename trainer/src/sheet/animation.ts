/**
 * Sheets one after the other, without end: `<path>.gif`, which every viewer plays, and `<path>.apng`,
 * which loses nothing.
 */
import { writeFileSync } from 'node:fs';
import { decode } from 'fast-png';
import { encodeApng } from './apng.ts';
import { encodeGif } from './gif.ts';
import type { Raster } from './sheet.ts';

export interface AnimationOptions {
  readonly frameMs?: number;
  /** How long the last frame stays before the animation begins again. */
  readonly lastFrameMs?: number;
}

/**
 * @param path without extension
 * @param files PNG (8 bit, gray or RGB, one size), in order
 * @throws RangeError for no files, or files that do not fit together
 */
export async function writeAnimation(
  path: string,
  files: readonly Uint8Array[],
  { frameMs = 200, lastFrameMs = 2000 }: AnimationOptions = {},
): Promise<void> {
  const frames = files.map(decodeSheet);
  const [first] = frames;
  if (first === undefined) throw new RangeError('expected at least one sheet, got none');
  for (const [index, { width, height, channels }] of frames.entries()) {
    if (width !== first.width || height !== first.height || channels !== first.channels) {
      throw new RangeError(
        `sheet ${index + 1}: expected ${first.width}×${first.height}×${first.channels} like the first, got ${width}×${height}×${channels}`,
      );
    }
  }
  const delays = frames.map((_, index) => (index === frames.length - 1 ? lastFrameMs : frameMs));
  writeFileSync(`${path}.gif`, await encodeGif(frames, delays));
  writeFileSync(`${path}.apng`, encodeApng(files, delays));
}

function decodeSheet(file: Uint8Array, index: number): Raster {
  const { width, height, channels, depth, data } = decode(file);
  if (depth !== 8 || (channels !== 1 && channels !== 3)) {
    throw new RangeError(
      `sheet ${index + 1}: expected 8 bits and 1 or 3 channels, got ${depth} bits and ${channels} channels`,
    );
  }
  return { width, height, channels, data: Uint8Array.from(data) };
}
