/** Pixels on their way to a terminal, and the few things that are done to them. */
import { convertIndexedToRgb, type DecodedApng, decodeApng } from 'fast-png';

/** `[height, width, 4]`, RGBA of 8 bits; alpha is 0 where nothing is drawn and 255 elsewhere. */
export interface Canvas {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8Array;
}

export function emptyCanvas(width: number, height: number): Canvas {
  return { width, height, rgba: new Uint8Array(width * height * 4) };
}

/**
 * The frames of a PNG; one, where it is not animated.
 * @throws Error for what is no whole PNG
 */
export function canvasesOfPng(file: Uint8Array): Canvas[] {
  const png = decodeApng(file);
  return png.frames.map(({ data }) => canvasOf({ ...png, data }));
}

/** What is transparent in a file is shown as it is stored. */
function canvasOf(frame: Frame): Canvas {
  const { width, height } = frame;
  const canvas = emptyCanvas(width, height);
  const levels = levelsOf(frame);
  const channels = levels.length / (width * height);
  const isGrey = channels < 3;
  for (let pixel = 0; pixel < width * height; pixel++) {
    const from = pixel * channels;
    for (let channel = 0; channel < 3; channel++) {
      canvas.rgba[pixel * 4 + channel] = levels[from + (isGrey ? 0 : channel)] ?? 0;
    }
    canvas.rgba[pixel * 4 + 3] = 255;
  }
  return canvas;
}

type Frame = Pick<DecodedApng, 'width' | 'height' | 'depth' | 'channels' | 'palette'> & {
  readonly data: DecodedApng['frames'][number]['data'];
};

/** `[height, width, channels]`, each of 8 bits. */
function levelsOf({ palette, ...frame }: Frame): Uint8Array {
  if (palette !== undefined) {
    return convertIndexedToRgb({ ...frame, palette, text: {} });
  }
  if (frame.depth < 8) throw new RangeError(`expected 8 bits a level or more, got ${frame.depth}`);
  if (frame.depth === 16) return Uint8Array.from(frame.data, (value) => value >> 8);
  return Uint8Array.from(frame.data);
}

/** Every pixel `factor` times in both directions. */
export function enlarge(canvas: Canvas, factor: number): Canvas {
  const larger = emptyCanvas(canvas.width * factor, canvas.height * factor);
  for (let y = 0; y < larger.height; y++) {
    for (let x = 0; x < larger.width; x++) {
      const from = Math.floor(y / factor) * canvas.width + Math.floor(x / factor);
      larger.rgba.set(canvas.rgba.subarray(from * 4, from * 4 + 4), (y * larger.width + x) * 4);
    }
  }
  return larger;
}

/** To a smaller width: the mean of the pixels that fall together. */
export function shrink(canvas: Canvas, width: number): Canvas {
  if (width >= canvas.width) return canvas;
  const height = Math.max(1, Math.round((canvas.height * width) / canvas.width));
  const smaller = emptyCanvas(width, height);
  for (let y = 0; y < height; y++) {
    const rows = span(y, height, canvas.height);
    for (let x = 0; x < width; x++) {
      const mean = meanOf(canvas, span(x, width, canvas.width), rows);
      smaller.rgba.set(mean, (y * width + x) * 4);
    }
  }
  return smaller;
}

type Span = readonly [from: number, to: number];

/** Which of `before` pixels become number `index` of `after`; always one at least. */
function span(index: number, after: number, before: number): Span {
  const from = Math.floor((index * before) / after);
  return [from, Math.max(from + 1, Math.floor(((index + 1) * before) / after))];
}

function meanOf({ width, rgba }: Canvas, [left, right]: Span, [top, bottom]: Span): number[] {
  const sums = [0, 0, 0, 0];
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      for (let channel = 0; channel < 4; channel++) {
        sums[channel] = (sums[channel] ?? 0) + (rgba[(y * width + x) * 4 + channel] ?? 0);
      }
    }
  }
  const count = (right - left) * (bottom - top);
  return sums.map((sum) => Math.round(sum / count));
}

/** Images of one size beside and below each other, with a gap that stays empty. */
export function arrange(images: readonly Canvas[], perRow: number, gap: number): Canvas {
  const [first] = images;
  if (first === undefined) return emptyCanvas(0, 0);
  const columns = Math.min(perRow, images.length);
  const rows = Math.ceil(images.length / columns);
  const sheet = emptyCanvas(columns * (first.width + gap) - gap, rows * (first.height + gap) - gap);
  for (const [index, image] of images.entries()) {
    const left = (index % columns) * (first.width + gap);
    const top = Math.floor(index / columns) * (first.height + gap);
    for (let y = 0; y < Math.min(image.height, first.height); y++) {
      const row = image.rgba.subarray(y * image.width * 4, (y + 1) * image.width * 4);
      sheet.rgba.set(row.subarray(0, first.width * 4), ((top + y) * sheet.width + left) * 4);
    }
  }
  return sheet;
}
