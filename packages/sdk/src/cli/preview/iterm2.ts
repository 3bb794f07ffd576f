/** The inline images of iTerm2, which WezTerm has too: a PNG in base64 (https://iterm2.com/documentation-images.html). */
import { encode } from 'fast-png';
import type { Canvas } from './canvas.ts';

/** @returns one escape sequence, with a line feed behind it */
export function encodeITerm2({ width, height, rgba }: Canvas): string {
  const png = encode({ width, height, data: rgba, channels: 4, depth: 8 });
  const size = `size=${png.length};width=${width}px;height=${height}px`;
  return `\x1b]1337;File=inline=1;${size}:${Buffer.from(png).toString('base64')}\x07\n`;
}
