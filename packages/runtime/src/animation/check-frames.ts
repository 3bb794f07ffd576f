/** What every animation needs: frames, all of one size. */
import type { Image } from '../pixels.ts';

/** @throws RangeError for no frames, and for frames of different sizes */
export function checkFrames(frames: readonly Image[]): void {
  const [first] = frames;
  if (first === undefined) throw new RangeError('expected at least one frame, got none');
  for (const { width, height, channels } of frames) {
    if (width === first.width && height === first.height && channels === first.channels) continue;
    throw new RangeError(
      `expected frames of ${first.height}×${first.width}×${first.channels}, got ${height}×${width}×${channels}`,
    );
  }
}
