/** Puts PNG images of one size side by side and below one another into one PNG. */
import { type DecodedPng, decode, encode } from 'fast-png';

/**
 * @param rows encoded images, row by row, all rows equally long
 * @throws Error when the images do not fit together
 */
export function tileImages(rows: readonly (readonly Uint8Array[])[]): Uint8Array {
  const tiles = rows.map((row) => row.map((bytes) => decode(bytes)));
  const first = tiles[0]?.[0];
  if (first === undefined) throw new Error('expected images, got none');
  const { width, height, channels } = first;
  const columns = tiles[0]?.length ?? 0;
  const stride = columns * width * channels;
  const data = new Uint8Array(tiles.length * height * stride);
  for (const [y, row] of tiles.entries()) {
    if (row.length !== columns)
      throw new Error(`expected ${columns} images in a row, got ${row.length}`);
    for (const [x, tile] of row.entries()) {
      checkSize(first, tile);
      for (let line = 0; line < height; line++) {
        const from = line * width * channels;
        const pixels = tile.data.subarray(from, from + width * channels);
        data.set(pixels, (y * height + line) * stride + x * width * channels);
      }
    }
  }
  return encode({ width: columns * width, height: tiles.length * height, channels, data });
}

function checkSize(expected: DecodedPng, got: DecodedPng): void {
  const describe = ({ width, height, channels, depth }: DecodedPng) =>
    `${width}×${height}×${channels} of ${depth} bits`;
  if (describe(expected) === describe(got) && got.depth === 8) return;
  throw new Error(
    `expected an image of ${describe({ ...expected, depth: 8 })}, got ${describe(got)}`,
  );
}
