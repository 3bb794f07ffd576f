/** A row of images of every class, spread over the class, for a person to look at. */

import { writeSheet } from '../../sheet/sheet.ts';
import type { DecodedImage } from '../decode-image.ts';
import { imageForm } from '../image-form.ts';
import { normalizePixels } from '../normalize.ts';
import { resizeImages } from '../resize.ts';
import type { SeenImage } from './walk-images.ts';

const columns = 10;
const mostRows = 50;
/** Larger images are shrunk to this; the smaller the largest is, the smaller the cells. */
const largestSide = 96;

export class SampleSheet {
  readonly #images = new Map<number, { column: number; image: DecodedImage }[]>();

  /** Keeps the image if it is one of those to be shown. */
  add({ label, split, at, of }: SeenImage, image: DecodedImage): void {
    if (split !== 'train' || label >= mostRows) return;
    const column = Math.floor((at * columns) / of);
    const isFirst = at === 0 || Math.floor(((at - 1) * columns) / of) < column;
    if (!isFirst) return;
    const row = this.#images.get(label) ?? [];
    row.push({ column, image: shrunk(image) });
    this.#images.set(label, row);
  }

  /** Classes shown, a row each, in label order. */
  get rows(): number {
    return this.#images.size;
  }

  /** Writes a PNG; a class of fewer images than columns leaves some empty. */
  write(path: string): void {
    const shown = [...this.#images].sort(([left], [right]) => left - right);
    const all = shown.flatMap(([, row]) => row.map(({ image }) => image));
    const side = all.reduce((most, { height, width }) => Math.max(most, height, width), 1);
    const form = imageForm({
      height: side,
      width: side,
      channels: 3,
      crop: 'letterbox',
      filter: 'nearest',
    });
    const sheet = new Uint8Array(shown.length * columns * side * side * 3).fill(255);
    for (const [at, [, row]] of shown.entries()) {
      const inOrder = row.sort((left, right) => left.column - right.column);
      for (const [column, { image }] of inOrder.entries()) {
        const cell = resizeImages(image.pixels, 1, image, form);
        sheet.set(cell, (at * columns + column) * cell.length);
      }
    }
    const batch = { images: normalizePixels(sheet), height: side, width: side, channels: 3 };
    writeSheet(path, batch, columns, { scale: side < 48 ? 2 : 1, gapPixels: 2 });
  }
}

function shrunk(image: DecodedImage): DecodedImage {
  const scale = Math.min(1, largestSide / Math.max(image.height, image.width));
  const height = Math.max(1, Math.round(image.height * scale));
  const width = Math.max(1, Math.round(image.width * scale));
  const form = imageForm({ height, width, channels: 3, crop: 'stretch' });
  const pixels = resizeImages(image.pixels, 1, image, form);
  return { ...image, height, width, channels: 3, pixels: pixels.slice() };
}
