/**
 * Sixel graphics: bands of six rows, each drawn once for every colour in it (VT330/VT340 Programmer Reference
 * Manual, chapter 14, https://vt100.net/docs/vt3xx-gp/chapter14.html). Colours are percentages, of which a
 * terminal keeps 256 at a time.
 */
import type { Canvas } from './canvas.ts';

const mostColors = 256;
const bandHeight = 6;

/** @returns one escape sequence, with a line feed behind it */
export function encodeSixel(canvas: Canvas): string {
  const { width, height } = canvas;
  const { colors, indexOf } = palette(canvas);
  // P2 = 1: what is not drawn keeps the terminal's background.
  let text = `\x1bP0;1;0q"1;1;${width};${height}`;
  for (const [index, [red, green, blue]] of colors.entries()) {
    text += `#${index};2;${red};${green};${blue}`;
  }
  for (let top = 0; top < height; top += bandHeight) {
    if (top > 0) text += '-';
    text += bandOf(width, Math.min(bandHeight, height - top), (x, y) => indexOf(x, top + y));
  }
  return `${text}\x1b\\\n`;
}

/** Six rows: each colour's bits from left to right, then back to the left edge for the next. */
function bandOf(
  width: number,
  rows: number,
  indexOf: (x: number, y: number) => number | undefined,
): string {
  const layers = new Map<number, Uint8Array>();
  for (let x = 0; x < width; x++) {
    for (let y = 0; y < rows; y++) {
      const index = indexOf(x, y);
      if (index === undefined) continue;
      const layer = layers.get(index) ?? new Uint8Array(width);
      layers.set(index, layer);
      layer[x] = (layer[x] ?? 0) | (1 << y);
    }
  }
  return [...layers].map(([index, bits]) => `#${index}${runs(bits)}`).join('$');
}

/** `!5~` is five times the same; the empty rest of a row is left out. */
function runs(bits: Uint8Array): string {
  const text = String.fromCharCode(...bits.map((byte) => byte + 63)).replace(/\?+$/, '');
  return text.replace(/(.)\1{3,}/g, (run, character: string) => `!${run.length}${character}`);
}

type Percent = readonly [red: number, green: number, blue: number];

/** The canvas's own colours; where they are too many, rounded ever more coarsely until they are not. */
function palette(canvas: Canvas) {
  for (let step = 1; ; step *= 2) {
    const indices = new Map<number, number>();
    const colors: Percent[] = [];
    const indexAt = new Int16Array(canvas.width * canvas.height).fill(-1);
    for (let pixel = 0; pixel < indexAt.length && colors.length <= mostColors; pixel++) {
      const [red = 0, green = 0, blue = 0, alpha = 0] = canvas.rgba.subarray(pixel * 4);
      if (alpha <= 127) continue;
      const color = [red, green, blue].map((level) => percent(level, step));
      const [r = 0, g = 0, b = 0] = color;
      const name = (r * 101 + g) * 101 + b;
      const index = indices.get(name) ?? colors.push([r, g, b]) - 1;
      indices.set(name, index);
      indexAt[pixel] = index;
    }
    if (colors.length > mostColors) continue;
    const indexOf = (x: number, y: number) => {
      const index = indexAt[y * canvas.width + x] ?? -1;
      return index < 0 ? undefined : index;
    };
    return { colors, indexOf };
  }
}

/** A level of 255 as a whole multiple of `step` percent, at most 100. */
function percent(level: number, step: number): number {
  return Math.min(100, Math.round((level * 100) / 255 / step) * step);
}
