/**
 * Sum of outer products: `out[c, n] += Σ_m left[m][c] · right[m, n]`, the product whose left side is
 * transposed. With a pointer per pixel and tap it is the filter gradient of a convolution, again
 * without an im2col buffer; with plain rows it is the weight gradient of a dense layer. Results of
 * 5, 4, 2 or 1 channels × 8 columns stay in registers over a block of rows; the loops over rows stand
 * alone in exported functions, as in `indirect-gemm.ts`.
 *
 * Tolerance: 1e-5 of the largest result, for sums of some hundred terms.
 *
 * Layouts:
 * - `pointers`: u32 `[rows, taps]` grouped as `convolutionPointers` does with `group` = rows, that is
 *   `[taps, rows]`, each to `channels` floats;
 * - `panels`: f32 `[⌈columns / 8⌉, rows, 8]`, columns beyond the end zero;
 * - `out`: f32 `[taps, channels, columns]`, added to.
 */

export function outerGemm(
  pointers: usize,
  panels: usize,
  out: usize,
  rows: i32,
  columns: i32,
  taps: i32,
  channels: i32,
): void {
  const panelSize = (<usize>rows) << 5;
  const outStride = (<usize>columns) << 2;
  for (let tap = 0; tap < taps; tap++) {
    const tapPointers = pointers + ((<usize>(tap * rows)) << 2);
    let channel = 0;
    while (channel < channels) {
      const height = heightOf(channels - channel);
      const offset = (<usize>channel) << 2;
      let target = out + <usize>(tap * channels + channel) * outStride;
      let panel = panels;
      for (let column = 0; column < columns; column += 8) {
        const width = min(8, columns - column);
        if (height === 5) outer5x8(tapPointers, panel, target, rows, offset, width, outStride);
        else if (height === 4) outer4x8(tapPointers, panel, target, rows, offset, width, outStride);
        else if (height === 2) outer2x8(tapPointers, panel, target, rows, offset, width, outStride);
        else outer1x8(tapPointers, panel, target, rows, offset, width);
        panel += panelSize;
        target += 32;
      }
      channel += height;
    }
  }
}

/** Fives if they come out even, else a four first: from 12 on, nothing is left for smaller ones. */
function heightOf(channels: i32): i32 {
  if (channels % 5 === 0) return 5;
  if (channels >= 4) return 4;
  return channels >= 2 ? 2 : 1;
}

export function outer5x8(
  pointers: usize,
  panel: usize,
  target: usize,
  rows: i32,
  offset: usize,
  width: i32,
  stride: usize,
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
  const end = panel + ((<usize>rows) << 5);
  for (; panel < end; ) {
    const p = <usize>load<u32>(pointers) + offset;
    const b0 = v128.load(panel, 0);
    const b1 = v128.load(panel, 16);
    const a0 = v128.load32_splat(p, 0);
    r00 = f32x4.add(r00, f32x4.mul(a0, b0));
    r01 = f32x4.add(r01, f32x4.mul(a0, b1));
    const a1 = v128.load32_splat(p, 4);
    r10 = f32x4.add(r10, f32x4.mul(a1, b0));
    r11 = f32x4.add(r11, f32x4.mul(a1, b1));
    const a2 = v128.load32_splat(p, 8);
    r20 = f32x4.add(r20, f32x4.mul(a2, b0));
    r21 = f32x4.add(r21, f32x4.mul(a2, b1));
    const a3 = v128.load32_splat(p, 12);
    r30 = f32x4.add(r30, f32x4.mul(a3, b0));
    r31 = f32x4.add(r31, f32x4.mul(a3, b1));
    const a4 = v128.load32_splat(p, 16);
    r40 = f32x4.add(r40, f32x4.mul(a4, b0));
    r41 = f32x4.add(r41, f32x4.mul(a4, b1));
    pointers += 4;
    panel += 32;
  }
  addRow(target, width, r00, r01);
  addRow(target + stride, width, r10, r11);
  addRow(target + 2 * stride, width, r20, r21);
  addRow(target + 3 * stride, width, r30, r31);
  addRow(target + 4 * stride, width, r40, r41);
}

export function outer4x8(
  pointers: usize,
  panel: usize,
  target: usize,
  rows: i32,
  offset: usize,
  width: i32,
  stride: usize,
): void {
  let r00 = f32x4.splat(0);
  let r01 = f32x4.splat(0);
  let r10 = f32x4.splat(0);
  let r11 = f32x4.splat(0);
  let r20 = f32x4.splat(0);
  let r21 = f32x4.splat(0);
  let r30 = f32x4.splat(0);
  let r31 = f32x4.splat(0);
  const end = panel + ((<usize>rows) << 5);
  for (; panel < end; ) {
    const p = <usize>load<u32>(pointers) + offset;
    const b0 = v128.load(panel, 0);
    const b1 = v128.load(panel, 16);
    let a: v128;
    a = v128.load32_splat(p, 0);
    r00 = f32x4.add(r00, f32x4.mul(a, b0));
    r01 = f32x4.add(r01, f32x4.mul(a, b1));
    a = v128.load32_splat(p, 4);
    r10 = f32x4.add(r10, f32x4.mul(a, b0));
    r11 = f32x4.add(r11, f32x4.mul(a, b1));
    a = v128.load32_splat(p, 8);
    r20 = f32x4.add(r20, f32x4.mul(a, b0));
    r21 = f32x4.add(r21, f32x4.mul(a, b1));
    a = v128.load32_splat(p, 12);
    r30 = f32x4.add(r30, f32x4.mul(a, b0));
    r31 = f32x4.add(r31, f32x4.mul(a, b1));
    pointers += 4;
    panel += 32;
  }
  addRow(target, width, r00, r01);
  addRow(target + stride, width, r10, r11);
  addRow(target + 2 * stride, width, r20, r21);
  addRow(target + 3 * stride, width, r30, r31);
}

function outer2x8(
  pointers: usize,
  panel: usize,
  target: usize,
  rows: i32,
  offset: usize,
  width: i32,
  stride: usize,
): void {
  let r00 = f32x4.splat(0);
  let r01 = f32x4.splat(0);
  let r10 = f32x4.splat(0);
  let r11 = f32x4.splat(0);
  const end = panel + ((<usize>rows) << 5);
  for (; panel < end; ) {
    const p = <usize>load<u32>(pointers) + offset;
    const b0 = v128.load(panel, 0);
    const b1 = v128.load(panel, 16);
    let a: v128;
    a = v128.load32_splat(p, 0);
    r00 = f32x4.add(r00, f32x4.mul(a, b0));
    r01 = f32x4.add(r01, f32x4.mul(a, b1));
    a = v128.load32_splat(p, 4);
    r10 = f32x4.add(r10, f32x4.mul(a, b0));
    r11 = f32x4.add(r11, f32x4.mul(a, b1));
    pointers += 4;
    panel += 32;
  }
  addRow(target, width, r00, r01);
  addRow(target + stride, width, r10, r11);
}

function outer1x8(
  pointers: usize,
  panel: usize,
  target: usize,
  rows: i32,
  offset: usize,
  width: i32,
): void {
  let r00 = f32x4.splat(0);
  let r01 = f32x4.splat(0);
  const end = panel + ((<usize>rows) << 5);
  for (; panel < end; ) {
    const p = <usize>load<u32>(pointers) + offset;
    const b0 = v128.load(panel, 0);
    const b1 = v128.load(panel, 16);
    const a = v128.load32_splat(p, 0);
    r00 = f32x4.add(r00, f32x4.mul(a, b0));
    r01 = f32x4.add(r01, f32x4.mul(a, b1));
    pointers += 4;
    panel += 32;
  }
  addRow(target, width, r00, r01);
}

function addRow(address: usize, width: i32, low: v128, high: v128): void {
  if (width === 8) {
    v128.store(address, f32x4.add(v128.load(address), low));
    v128.store(address, f32x4.add(v128.load(address, 16), high), 16);
    return;
  }
  if (width >= 4) {
    v128.store(address, f32x4.add(v128.load(address), low));
    address += 16;
    width -= 4;
    low = high;
  }
  if (width > 0) store<f32>(address, load<f32>(address) + f32x4.extract_lane(low, 0));
  if (width > 1) store<f32>(address, load<f32>(address, 4) + f32x4.extract_lane(low, 1), 4);
  if (width > 2) store<f32>(address, load<f32>(address, 8) + f32x4.extract_lane(low, 2), 8);
}
