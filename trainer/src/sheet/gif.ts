/**
 * GIF, which every viewer plays: at most 256 colours a frame, so that grays are off by a level or two and
 * colours by a little. Encoded by sharp, which reads our images anyway.
 */
import sharp from 'sharp';
import type { Raster } from './sheet.ts';

/** @param frames of one size, shown for ever one after the other */
export async function encodeGif(
  frames: readonly Raster[],
  delaysMs: readonly number[],
): Promise<Uint8Array> {
  const [first] = frames;
  if (first === undefined) throw new RangeError('expected at least one frame, got none');
  const { width, height, channels } = first;
  const raw = { width, height: height * frames.length, channels: channels === 1 ? 1 : 3 } as const;
  return await sharp(Buffer.concat(frames.map(({ data }) => data)), {
    raw: { ...raw, pageHeight: height },
    limitInputPixels: false,
  })
    .gif({ delay: [...delaysMs], loop: 0, dither: 0 })
    .toBuffer();
}
