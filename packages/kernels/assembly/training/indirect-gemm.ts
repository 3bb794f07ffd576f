/**
 * Matrix product whose left side is reached through pointers: `out[m, n] = Σ_t Σ_c left[m, t][c] ·
 * right[t, c, n]`. A convolution is one with a pointer per output pixel and kernel tap, so no
 * im2col buffer is ever written; padding points at a row of zeros; a transposed convolution is one
 * per phase; a plain product has one tap. Dukhan 2019, "The Indirect Convolution Algorithm"
 * (arXiv:1907.02129), with 5 × 8 results in registers by the inner loop of the generation's product,
 * which says why so many, and why it is exported.
 *
 * Tolerance: 1e-5 of the largest result, for sums of some hundred terms.
 *
 * Layouts:
 * - `pointers`: u32 `[⌈rows / 5⌉, taps, 5]`, tiles of five rows, the last one filled up with any
 *   readable row of `channels` floats;
 * - `panels`: f32 `[⌈columns / 8⌉, taps · channels, 8]`, columns beyond the end zero;
 * - `outputs`: u32 `[rows]`, where each row of `columns` floats is written.
 */
import { tile4, tile5 } from '../generation/product.ts';

export { tile4, tile5 };

const TILE_ROWS: i32 = 5;
const TILE_COLUMNS: i32 = 8;
/** Tiles that run over one panel before the next: their left rows stay in the L2 cache. */
const BLOCK_TILES: i32 = 20;

export function indirectGemm(
  pointers: usize,
  panels: usize,
  outputs: usize,
  rows: i32,
  columns: i32,
  taps: i32,
  channels: i32,
): void {
  // A plain list of rows can be cut into fives and fours: from twelve rows on, nothing is left over.
  const fours = taps === 1 ? min((4 * rows) % 5, rows / 4) : 0;
  const fiveRows = rows - 4 * fours;
  const tiles = (fiveRows + TILE_ROWS - 1) / TILE_ROWS;
  const tilePointersSize = (<usize>(taps * TILE_ROWS)) << 2;
  const panelSize = (<usize>(taps * channels * TILE_COLUMNS)) << 2;
  for (let block = 0; block < tiles; block += BLOCK_TILES) {
    const blockEnd = min(block + BLOCK_TILES, tiles);
    let panel = panels;
    for (let column = 0; column < columns; column += TILE_COLUMNS) {
      const width = min(TILE_COLUMNS, columns - column);
      const offset = (<usize>column) << 2;
      for (let tile = block; tile < blockEnd; tile++) {
        const tilePointers = pointers + <usize>tile * tilePointersSize;
        const tileOutputs = outputs + ((<usize>(tile * TILE_ROWS)) << 2);
        const height = min(TILE_ROWS, fiveRows - tile * TILE_ROWS);
        if (height === TILE_ROWS && width === TILE_COLUMNS) {
          fullTile(tilePointers, panel, tileOutputs, offset, taps, channels);
        } else {
          edgeTile(tilePointers, panel, tileOutputs, height, offset, width, taps, channels);
        }
      }
      panel += panelSize;
    }
  }
  const rest = (<usize>fiveRows) << 2;
  if (fours > 0) fourRowTiles(pointers + rest, panels, outputs + rest, fours, columns, channels);
}

/** `tiles` times four plain rows. */
function fourRowTiles(
  pointers: usize,
  panels: usize,
  outputs: usize,
  tiles: i32,
  columns: i32,
  channels: i32,
): void {
  const size = (<usize>tiles) << 4;
  for (let column = 0; column < columns; column += TILE_COLUMNS) {
    const width = min(TILE_COLUMNS, columns - column);
    const offset = (<usize>column) << 2;
    for (let at: usize = 0; at < size; at += 16) {
      if (width === TILE_COLUMNS) {
        tile4(pointers + at, 0, panels, outputs + at, offset, channels, true);
      } else {
        edgeTile(pointers + at, panels, outputs + at, 4, offset, width, 1, channels);
      }
    }
    panels += (<usize>channels) << 5;
  }
}

function fullTile(
  pointers: usize,
  panel: usize,
  outputs: usize,
  offset: usize,
  taps: i32,
  channels: i32,
): void {
  const size = (<usize>channels) << 5;
  for (let tap = 0; tap < taps; tap++) {
    tile5(pointers, 0, panel, outputs, offset, channels, tap === 0);
    pointers += 20;
    panel += size;
  }
}

/** The last rows, the last columns: the same sums, of which not all are written. */
function edgeTile(
  pointers: usize,
  panel: usize,
  outputs: usize,
  height: i32,
  offset: usize,
  width: i32,
  taps: i32,
  channels: i32,
): void {
  let low0 = f32x4.splat(0);
  let high0 = f32x4.splat(0);
  let low1 = f32x4.splat(0);
  let high1 = f32x4.splat(0);
  let low2 = f32x4.splat(0);
  let high2 = f32x4.splat(0);
  let low3 = f32x4.splat(0);
  let high3 = f32x4.splat(0);
  let low4 = f32x4.splat(0);
  let high4 = f32x4.splat(0);
  for (let tap = 0; tap < taps; tap++) {
    let row0 = <usize>load<u32>(pointers);
    let row1 = <usize>load<u32>(pointers, 4);
    let row2 = <usize>load<u32>(pointers, 8);
    let row3 = <usize>load<u32>(pointers, 12);
    let row4 = <usize>load<u32>(pointers, 16);
    pointers += 20;
    const end = panel + ((<usize>channels) << 5);
    while (panel < end) {
      const b = v128.load(panel);
      const c = v128.load(panel, 16);
      const a0 = v128.load32_splat(row0);
      low0 = f32x4.add(low0, f32x4.mul(a0, b));
      high0 = f32x4.add(high0, f32x4.mul(a0, c));
      const a1 = v128.load32_splat(row1);
      low1 = f32x4.add(low1, f32x4.mul(a1, b));
      high1 = f32x4.add(high1, f32x4.mul(a1, c));
      const a2 = v128.load32_splat(row2);
      low2 = f32x4.add(low2, f32x4.mul(a2, b));
      high2 = f32x4.add(high2, f32x4.mul(a2, c));
      const a3 = v128.load32_splat(row3);
      low3 = f32x4.add(low3, f32x4.mul(a3, b));
      high3 = f32x4.add(high3, f32x4.mul(a3, c));
      const a4 = v128.load32_splat(row4);
      low4 = f32x4.add(low4, f32x4.mul(a4, b));
      high4 = f32x4.add(high4, f32x4.mul(a4, c));
      row0 += 4;
      row1 += 4;
      row2 += 4;
      row3 += 4;
      row4 += 4;
      panel += 32;
    }
  }
  storeRow(outputs, offset, width, low0, high0);
  if (height > 1) storeRow(outputs + 4, offset, width, low1, high1);
  if (height > 2) storeRow(outputs + 8, offset, width, low2, high2);
  if (height > 3) storeRow(outputs + 12, offset, width, low3, high3);
  if (height > 4) storeRow(outputs + 16, offset, width, low4, high4);
}

function storeRow(output: usize, offset: usize, width: i32, low: v128, high: v128): void {
  let address = <usize>load<u32>(output) + offset;
  if (width === 8) {
    v128.store(address, low);
    v128.store(address, high, 16);
    return;
  }
  if (width >= 4) {
    v128.store(address, low);
    address += 16;
    width -= 4;
    low = high;
  }
  if (width > 0) v128.store_lane<f32>(address, low, 0);
  if (width > 1) v128.store_lane<f32>(address, low, 1, 4);
  if (width > 2) v128.store_lane<f32>(address, low, 2, 8);
}
