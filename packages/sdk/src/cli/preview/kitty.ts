/**
 * The graphics protocol of kitty, which Ghostty and Konsole have too: pixels, deflated, in base64, in pieces of
 * at most 4096 characters (https://sw.kovidgoyal.net/kitty/graphics-protocol/).
 */
import { deflateSync } from 'node:zlib';
import type { Canvas } from './canvas.ts';

const pieceLength = 4096;

/** @returns escape sequences, with a line feed behind them */
export function encodeKitty({ width, height, rgba }: Canvas): string {
  const payload = deflateSync(rgba).toString('base64');
  const pieces = payload.match(new RegExp(`.{1,${pieceLength}}`, 'g')) ?? [];
  const sequences = pieces.map((piece, index) => {
    // Transmit and show (a=T) RGBA (f=32), deflated (o=z), without an answer (q=2); m says whether more comes.
    const head = index === 0 ? `a=T,f=32,o=z,q=2,s=${width},v=${height},` : '';
    return `\x1b_G${head}m=${index < pieces.length - 1 ? 1 : 0};${piece}\x1b\\`;
  });
  return `${sequences.join('')}\n`;
}
