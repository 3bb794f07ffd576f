/** Draws images into a terminal, as many as it has room for. */
import { colorBits, type Terminal } from '../terminal.ts';
import { arrange, type Canvas, canvasesOfPng, enlarge, shrink } from './canvas.ts';
import type { Graphics } from './graphics.ts';
import { encodeHalfBlocks } from './half-blocks.ts';
import { encodeITerm2 } from './iterm2.ts';
import { encodeKitty } from './kitty.ts';
import { encodeSixel } from './sixel.ts';

/** Terminals seldom say how large a cell is in pixels; few have smaller ones. */
const cell = { width: 8, height: 16 };

/** Small images are enlarged to about this width, where pixels are that small. */
const comfortableWidth = 112;

const gap = 2;

export interface Drawing {
  readonly text: string;
  /** How many images there are, and how many there was room for. */
  readonly total: number;
  readonly shown: number;
}

/** @param files PNGs, also animated ones, as frames beside each other; others are left out */
export function drawImages(
  files: readonly Uint8Array[],
  graphics: Graphics,
  terminal: Terminal,
): Drawing {
  const { columns = 80, rows = 24 } = terminal.stdout;
  // Half blocks are a pixel wide and two pixels high.
  const room =
    graphics === 'blocks'
      ? { width: columns, height: rows * 2 }
      : { width: columns * cell.width, height: rows * cell.height };
  const pngs = files.filter(isPng);
  const images = pngs.flatMap(canvasesOfPng).map((image) => shrink(image, room.width));
  const zoomed = graphics === 'blocks' ? images : images.map((image) => enlargeSmall(image, room));
  const [first] = zoomed;
  if (first === undefined) return { text: '', total: 0, shown: 0 };
  const perRow = Math.max(1, Math.floor((room.width + gap) / (first.width + gap)));
  // A line stays for the prompt, and one row is drawn even where it has to be scrolled to.
  const rowCount = Math.max(1, Math.floor((room.height - 2 + gap) / (first.height + gap)));
  const most = perRow * rowCount;
  const shown = zoomed.length > pngs.length ? spread(zoomed, most) : zoomed.slice(0, most);
  const text = encode(arrange(shown, perRow, gap), graphics, terminal);
  return { text, total: zoomed.length, shown: shown.length };
}

/** The first frame, the last, and as many between them as there is room for. */
function spread(frames: readonly Canvas[], most: number): Canvas[] {
  const count = Math.min(frames.length, most);
  const step = (frames.length - 1) / Math.max(1, count - 1);
  const indices = Array.from({ length: count }, (_, index) => Math.round(index * step));
  return indices.flatMap((index) => frames[index] ?? []);
}

function isPng(file: Uint8Array): boolean {
  return file[0] === 0x89 && file[1] === 0x50;
}

function enlargeSmall(image: Canvas, room: { readonly width: number }): Canvas {
  const width = Math.min(comfortableWidth, room.width);
  return enlarge(image, Math.max(1, Math.floor(width / image.width)));
}

function encode(sheet: Canvas, graphics: Graphics, terminal: Terminal): string {
  switch (graphics) {
    case 'kitty':
      return encodeKitty(sheet);
    case 'iterm2':
      return encodeITerm2(sheet);
    case 'sixel':
      return encodeSixel(sheet);
    case 'blocks':
      return encodeHalfBlocks(sheet, colorBits(terminal, terminal.stdout) === 8 ? 8 : 24);
    default:
      return graphics satisfies never;
  }
}
