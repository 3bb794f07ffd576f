/**
 * Matrix product whose left side is reached through pointers: `out[m, n] = Σ_t Σ_c left[m, t][c] ·
 * right[t, c, n]`. A convolution is one with a pointer per output pixel and kernel tap, so no
 * im2col buffer is ever written; padding points at a row of zeros; a transposed convolution is one
 * per phase; a plain product has one tap. Dukhan 2019, "The Indirect Convolution Algorithm"
 * (arXiv:1907.02129), with 6 × 8 results in registers.
 *
 * Tolerance: 1e-5 of the largest result, for sums of some hundred terms.
 *
 * Layouts:
 * - `pointers`: u32 `[tiles, taps, 6]`, tiles of six rows, the last one filled up with any readable
 *   row of `channels` floats;
 * - `panels`: f32 `[⌈columns / 8⌉, taps · channels, 8]`, columns beyond the end zero;
 * - `outputs`: u32 `[rows]`, where each row of `columns` floats is written.
 */

const TILE_ROWS: i32 = 6;
const TILE_COLUMNS: i32 = 8;
/** Tiles that run over one panel before the next: their left rows stay in the L2 cache. */
const BLOCK_TILES: i32 = 16;

export function indirectGemm(
  pointers: usize,
  panels: usize,
  outputs: usize,
  rows: i32,
  columns: i32,
  taps: i32,
  channels: i32,
): void {
  const tiles = (rows + TILE_ROWS - 1) / TILE_ROWS;
  const tilePointersSize = (<usize>(taps * TILE_ROWS)) << 2;
  const panelSize = (<usize>(taps * channels * TILE_COLUMNS)) << 2;
  for (let block = 0; block < tiles; block += BLOCK_TILES) {
    const blockEnd = min(block + BLOCK_TILES, tiles);
    let panel = panels;
    for (let column = 0; column < columns; column += TILE_COLUMNS) {
      for (let tile = block; tile < blockEnd; tile++) {
        tile6x8(
          pointers + <usize>tile * tilePointersSize,
          panel,
          outputs + ((<usize>(tile * TILE_ROWS)) << 2),
          min(TILE_ROWS, rows - tile * TILE_ROWS),
          (<usize>column) << 2,
          min(TILE_COLUMNS, columns - column),
          taps,
          channels,
        );
      }
      panel += panelSize;
    }
  }
}

function tile6x8(
  pointers: usize,
  panel: usize,
  outputs: usize,
  rows: i32,
  columnOffset: usize,
  columns: i32,
  taps: i32,
  channels: i32,
): void {
  let r00 = f32x4.splat(0);
  let r01 = f32x4.splat(0);
  let r10 = f32x4.splat(0);
  let r11 = f32x4.splat(0);
  let r20 = f32x4.splat(0);
  let r21 = f32x4.splat(0);
  let r30 = f32x4.splat(0);
  let r31 = f32x4.splat(0);
  let r40 = f32x4.splat(0);
  let r41 = f32x4.splat(0);
  let r50 = f32x4.splat(0);
  let r51 = f32x4.splat(0);
  let b0: v128;
  let b1: v128;
  let a: v128;
  const fours = (<usize>(channels & ~3)) << 2;
  const size = (<usize>channels) << 2;
  for (let tap = 0; tap < taps; tap++) {
    let p0 = <usize>load<u32>(pointers, 0);
    let p1 = <usize>load<u32>(pointers, 4);
    let p2 = <usize>load<u32>(pointers, 8);
    let p3 = <usize>load<u32>(pointers, 12);
    let p4 = <usize>load<u32>(pointers, 16);
    let p5 = <usize>load<u32>(pointers, 20);
    pointers += 24;
    const end4 = p0 + fours;
    const end = p0 + size;
    // One load and four shuffles a row beat four broadcast loads: the load ports are the bottleneck.
    for (; p0 < end4; ) {
      const a0 = v128.load(p0);
      const a1 = v128.load(p1);
      const a2 = v128.load(p2);
      const a3 = v128.load(p3);
      const a4 = v128.load(p4);
      const a5 = v128.load(p5);
      b0 = v128.load(panel, 0);
      b1 = v128.load(panel, 16);
      a = v128.shuffle<f32>(a0, a0, 0, 0, 0, 0);
      r00 = f32x4.add(r00, f32x4.mul(a, b0));
      r01 = f32x4.add(r01, f32x4.mul(a, b1));
      a = v128.shuffle<f32>(a1, a1, 0, 0, 0, 0);
      r10 = f32x4.add(r10, f32x4.mul(a, b0));
      r11 = f32x4.add(r11, f32x4.mul(a, b1));
      a = v128.shuffle<f32>(a2, a2, 0, 0, 0, 0);
      r20 = f32x4.add(r20, f32x4.mul(a, b0));
      r21 = f32x4.add(r21, f32x4.mul(a, b1));
      a = v128.shuffle<f32>(a3, a3, 0, 0, 0, 0);
      r30 = f32x4.add(r30, f32x4.mul(a, b0));
      r31 = f32x4.add(r31, f32x4.mul(a, b1));
      a = v128.shuffle<f32>(a4, a4, 0, 0, 0, 0);
      r40 = f32x4.add(r40, f32x4.mul(a, b0));
      r41 = f32x4.add(r41, f32x4.mul(a, b1));
      a = v128.shuffle<f32>(a5, a5, 0, 0, 0, 0);
      r50 = f32x4.add(r50, f32x4.mul(a, b0));
      r51 = f32x4.add(r51, f32x4.mul(a, b1));
      b0 = v128.load(panel, 32);
      b1 = v128.load(panel, 48);
      a = v128.shuffle<f32>(a0, a0, 1, 1, 1, 1);
      r00 = f32x4.add(r00, f32x4.mul(a, b0));
      r01 = f32x4.add(r01, f32x4.mul(a, b1));
      a = v128.shuffle<f32>(a1, a1, 1, 1, 1, 1);
      r10 = f32x4.add(r10, f32x4.mul(a, b0));
      r11 = f32x4.add(r11, f32x4.mul(a, b1));
      a = v128.shuffle<f32>(a2, a2, 1, 1, 1, 1);
      r20 = f32x4.add(r20, f32x4.mul(a, b0));
      r21 = f32x4.add(r21, f32x4.mul(a, b1));
      a = v128.shuffle<f32>(a3, a3, 1, 1, 1, 1);
      r30 = f32x4.add(r30, f32x4.mul(a, b0));
      r31 = f32x4.add(r31, f32x4.mul(a, b1));
      a = v128.shuffle<f32>(a4, a4, 1, 1, 1, 1);
      r40 = f32x4.add(r40, f32x4.mul(a, b0));
      r41 = f32x4.add(r41, f32x4.mul(a, b1));
      a = v128.shuffle<f32>(a5, a5, 1, 1, 1, 1);
      r50 = f32x4.add(r50, f32x4.mul(a, b0));
      r51 = f32x4.add(r51, f32x4.mul(a, b1));
      b0 = v128.load(panel, 64);
      b1 = v128.load(panel, 80);
      a = v128.shuffle<f32>(a0, a0, 2, 2, 2, 2);
      r00 = f32x4.add(r00, f32x4.mul(a, b0));
      r01 = f32x4.add(r01, f32x4.mul(a, b1));
      a = v128.shuffle<f32>(a1, a1, 2, 2, 2, 2);
      r10 = f32x4.add(r10, f32x4.mul(a, b0));
      r11 = f32x4.add(r11, f32x4.mul(a, b1));
      a = v128.shuffle<f32>(a2, a2, 2, 2, 2, 2);
      r20 = f32x4.add(r20, f32x4.mul(a, b0));
      r21 = f32x4.add(r21, f32x4.mul(a, b1));
      a = v128.shuffle<f32>(a3, a3, 2, 2, 2, 2);
      r30 = f32x4.add(r30, f32x4.mul(a, b0));
      r31 = f32x4.add(r31, f32x4.mul(a, b1));
      a = v128.shuffle<f32>(a4, a4, 2, 2, 2, 2);
      r40 = f32x4.add(r40, f32x4.mul(a, b0));
      r41 = f32x4.add(r41, f32x4.mul(a, b1));
      a = v128.shuffle<f32>(a5, a5, 2, 2, 2, 2);
      r50 = f32x4.add(r50, f32x4.mul(a, b0));
      r51 = f32x4.add(r51, f32x4.mul(a, b1));
      b0 = v128.load(panel, 96);
      b1 = v128.load(panel, 112);
      a = v128.shuffle<f32>(a0, a0, 3, 3, 3, 3);
      r00 = f32x4.add(r00, f32x4.mul(a, b0));
      r01 = f32x4.add(r01, f32x4.mul(a, b1));
      a = v128.shuffle<f32>(a1, a1, 3, 3, 3, 3);
      r10 = f32x4.add(r10, f32x4.mul(a, b0));
      r11 = f32x4.add(r11, f32x4.mul(a, b1));
      a = v128.shuffle<f32>(a2, a2, 3, 3, 3, 3);
      r20 = f32x4.add(r20, f32x4.mul(a, b0));
      r21 = f32x4.add(r21, f32x4.mul(a, b1));
      a = v128.shuffle<f32>(a3, a3, 3, 3, 3, 3);
      r30 = f32x4.add(r30, f32x4.mul(a, b0));
      r31 = f32x4.add(r31, f32x4.mul(a, b1));
      a = v128.shuffle<f32>(a4, a4, 3, 3, 3, 3);
      r40 = f32x4.add(r40, f32x4.mul(a, b0));
      r41 = f32x4.add(r41, f32x4.mul(a, b1));
      a = v128.shuffle<f32>(a5, a5, 3, 3, 3, 3);
      r50 = f32x4.add(r50, f32x4.mul(a, b0));
      r51 = f32x4.add(r51, f32x4.mul(a, b1));
      p0 += 16;
      p1 += 16;
      p2 += 16;
      p3 += 16;
      p4 += 16;
      p5 += 16;
      panel += 128;
    }
    for (; p0 < end; ) {
      b0 = v128.load(panel, 0);
      b1 = v128.load(panel, 16);
      a = v128.load32_splat(p0);
      r00 = f32x4.add(r00, f32x4.mul(a, b0));
      r01 = f32x4.add(r01, f32x4.mul(a, b1));
      a = v128.load32_splat(p1);
      r10 = f32x4.add(r10, f32x4.mul(a, b0));
      r11 = f32x4.add(r11, f32x4.mul(a, b1));
      a = v128.load32_splat(p2);
      r20 = f32x4.add(r20, f32x4.mul(a, b0));
      r21 = f32x4.add(r21, f32x4.mul(a, b1));
      a = v128.load32_splat(p3);
      r30 = f32x4.add(r30, f32x4.mul(a, b0));
      r31 = f32x4.add(r31, f32x4.mul(a, b1));
      a = v128.load32_splat(p4);
      r40 = f32x4.add(r40, f32x4.mul(a, b0));
      r41 = f32x4.add(r41, f32x4.mul(a, b1));
      a = v128.load32_splat(p5);
      r50 = f32x4.add(r50, f32x4.mul(a, b0));
      r51 = f32x4.add(r51, f32x4.mul(a, b1));
      p0 += 4;
      p1 += 4;
      p2 += 4;
      p3 += 4;
      p4 += 4;
      p5 += 4;
      panel += 32;
    }
  }
  storeRow(outputs, columnOffset, columns, r00, r01);
  if (rows > 1) storeRow(outputs + 4, columnOffset, columns, r10, r11);
  if (rows > 2) storeRow(outputs + 8, columnOffset, columns, r20, r21);
  if (rows > 3) storeRow(outputs + 12, columnOffset, columns, r30, r31);
  if (rows > 4) storeRow(outputs + 16, columnOffset, columns, r40, r41);
  if (rows > 5) storeRow(outputs + 20, columnOffset, columns, r50, r51);
}

function storeRow(output: usize, columnOffset: usize, columns: i32, low: v128, high: v128): void {
  let address = <usize>load<u32>(output) + columnOffset;
  if (columns === 8) {
    v128.store(address, low);
    v128.store(address, high, 16);
    return;
  }
  if (columns >= 4) {
    v128.store(address, low);
    address += 16;
    columns -= 4;
    low = high;
  }
  if (columns > 0) v128.store_lane<f32>(address, low, 0);
  if (columns > 1) v128.store_lane<f32>(address, low, 1, 4);
  if (columns > 2) v128.store_lane<f32>(address, low, 2, 8);
}
