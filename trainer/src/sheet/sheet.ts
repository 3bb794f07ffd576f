/**
 * Contact sheets: many small images in rows on one PNG, enlarged so that a person can judge them.
 */
import { writeFileSync } from 'node:fs';
import { encode } from 'fast-png';

export interface ImageBatch {
  /** `[count, height, width, channels]` f32 in [-1, 1]. */
  readonly images: Float32Array;
  readonly height: number;
  readonly width: number;
  /** 1 = gray, 3 = RGB. */
  readonly channels: number;
}

export interface SheetOptions {
  /** Every pixel becomes `scale` × `scale` pixels. */
  readonly scale?: number;
  /** Empty pixels between images, before scaling. */
  readonly gapPixels?: number;
}

export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  /** `[height, width, channels]` u8. */
  readonly data: Uint8Array;
}

/** Writes the images row by row as a PNG file. */
export function writeSheet(
  path: string,
  batch: ImageBatch,
  columns: number,
  options: SheetOptions = {},
): void {
  writeFileSync(path, encodeSheet(batch, columns, options));
}

/** The same as the bytes of a PNG file. */
export function encodeSheet(
  batch: ImageBatch,
  columns: number,
  options: SheetOptions = {},
): Uint8Array {
  return encode(layOutSheet(batch, columns, options));
}

/** @throws RangeError where the numbers do not fit together */
export function layOutSheet(
  batch: ImageBatch,
  columns: number,
  { scale = 2, gapPixels = 1 }: SheetOptions = {},
): Raster {
  const { images, height, width, channels } = batch;
  const imageSize = height * width * channels;
  const count = images.length / imageSize;
  if (!Number.isInteger(count) || count === 0) {
    throw new RangeError(
      `expected a multiple of ${imageSize} values (${height}×${width}×${channels}), got ${images.length}`,
    );
  }
  if (!Number.isInteger(columns) || columns < 1) {
    throw new RangeError(`expected columns to be a positive integer, got ${columns}`);
  }
  const cellHeight = height + gapPixels;
  const cellWidth = width + gapPixels;
  const sheetHeight = (Math.ceil(count / columns) * cellHeight - gapPixels) * scale;
  const sheetWidth = (Math.min(columns, count) * cellWidth - gapPixels) * scale;
  const data = new Uint8Array(sheetHeight * sheetWidth * channels);
  let to = 0;
  for (let y = 0; y < sheetHeight; y++) {
    const row = Math.floor(y / scale);
    for (let x = 0; x < sheetWidth; x++) {
      const column = Math.floor(x / scale);
      const image = Math.floor(row / cellHeight) * columns + Math.floor(column / cellWidth);
      const inImage = row % cellHeight < height && column % cellWidth < width && image < count;
      const from =
        image * imageSize + ((row % cellHeight) * width + (column % cellWidth)) * channels;
      for (let channel = 0; channel < channels; channel++) {
        data[to++] = inImage ? toByte(images[from + channel] ?? 0) : 0;
      }
    }
  }
  return { width: sheetWidth, height: sheetHeight, channels, data };
}

/** f32 -1…1 → u8 0…255, clamped; the inverse of how the data is normalized. */
function toByte(value: number): number {
  return Math.min(255, Math.max(0, Math.round((value + 1) * 127.5)));
}
