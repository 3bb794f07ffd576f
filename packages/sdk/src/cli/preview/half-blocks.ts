/**
 * Images as text: every character cell is two pixels, the upper one in the colour of a half block (U+2580), the
 * lower one in that of its background. For terminals with colours and without graphics.
 */
import type { Canvas } from './canvas.ts';

/** How many colours the terminal has, in bits: of 24 any, of 8 the palette of xterm. */
export type ColorBits = 8 | 24;

const reset = '\x1b[0m';

/** @returns lines, each ending with a line feed and in the terminal's own colours */
export function encodeHalfBlocks(canvas: Canvas, bits: ColorBits = 24): string {
  let text = '';
  for (let y = 0; y < canvas.height; y += 2) {
    let colors = '';
    for (let x = 0; x < canvas.width; x++) {
      const cell = cellOf(pixel(canvas, x, y), pixel(canvas, x, y + 1), bits);
      if (cell.colors !== colors) text += (colors === '' ? '' : reset) + cell.colors;
      colors = cell.colors;
      text += cell.character;
    }
    text += `${colors === '' ? '' : reset}\n`;
  }
  return text;
}

type Rgb = readonly [red: number, green: number, blue: number];

function pixel({ width, height, rgba }: Canvas, x: number, y: number): Rgb | undefined {
  const [red = 0, green = 0, blue = 0, alpha = 0] = rgba.subarray((y * width + x) * 4);
  return y < height && alpha > 127 ? [red, green, blue] : undefined;
}

/** Where one half is empty, the other one's block is drawn on the terminal's own background. */
function cellOf(upper: Rgb | undefined, lower: Rgb | undefined, bits: ColorBits) {
  if (upper === undefined && lower === undefined) return { colors: '', character: ' ' };
  if (upper === undefined) return { colors: color(38, lower, bits), character: '▄' };
  return { colors: color(38, upper, bits) + color(48, lower, bits), character: '▀' };
}

/** Select Graphic Rendition (ECMA-48), 38 for the character and 48 for what is behind it. */
function color(target: 38 | 48, rgb: Rgb | undefined, bits: ColorBits): string {
  if (rgb === undefined) return '';
  return bits === 24
    ? `\x1b[${target};2;${rgb.join(';')}m`
    : `\x1b[${target};5;${nearestOfXterm(rgb)}m`;
}

/** The levels of xterm's cube of 6 × 6 × 6 colours, which begins at 16. */
const cubeLevels = [0, 95, 135, 175, 215, 255];

/** The nearest of the cube, or of the greys (8, 18 … 238) that begin at 232. */
function nearestOfXterm(rgb: Rgb): number {
  const [red = 0, green = 0, blue = 0] = rgb.map(nearestLevel);
  const cube = [red, green, blue].map((index) => cubeLevels[index] ?? 0);
  const mean = (rgb[0] + rgb[1] + rgb[2]) / 3;
  const grey = Math.max(0, Math.min(23, Math.round((mean - 8) / 10)));
  const greyLevel = 8 + 10 * grey;
  return distance(rgb, [greyLevel, greyLevel, greyLevel]) < distance(rgb, cube)
    ? 232 + grey
    : 16 + 36 * red + 6 * green + blue;
}

function nearestLevel(value: number): number {
  const distances = cubeLevels.map((level) => Math.abs(level - value));
  return distances.indexOf(Math.min(...distances));
}

function distance(one: readonly number[], other: readonly number[]): number {
  return one.reduce((sum, value, index) => sum + (value - (other[index] ?? 0)) ** 2, 0);
}
