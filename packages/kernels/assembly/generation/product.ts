/**
 * Matrix product whose left side is reached through pointers, with the epilogue fused:
 * `out[m, n] = finish(Σ_t Σ_c left[m, t][c] · right[t, c, n])`. A convolution is one with a pointer per
 * output pixel and kernel tap, so no im2col buffer is ever written; padding points at a row of zeros; a
 * transposed convolution is one per phase; a plain product has one tap. Dukhan 2019, "The Indirect
 * Convolution Algorithm" (arXiv:1907.02129).
 *
 * Every result is one chain of additions over taps and channels in order, whatever the shape of the
 * tile it is computed in: bytes cannot depend on how many rows are computed at once. Tolerance: 1e-6 of
 * the largest sum of absolute terms, for chains of up to a thousand.
 *
 * The inner loops are deliberately not unrolled, and stand in functions that hold no other loop: V8
 * unrolls small loops within loops, and evaluates an unrolled body as one expression for which it spills
 * accumulators. Ten accumulators, two columns and one row fit the fifteen registers it has.
 *
 * Layouts:
 * - `pointers`: u32 `[groups, taps, groupRows]`, the last group filled up with its last row;
 * - `panels`: f32 `[panelCount, taps · channels, 8]`;
 * - `outputs`: u32 `[groups · groupRows]`, where each row of `panelCount · 8` floats is written, filled
 *   up likewise.
 */
import { finished } from './inner/epilogue.ts';

/** Groups that run over one panel before the next: their left rows stay in the cache. */
const BLOCK_GROUPS: i32 = 12;

/**
 * @param inputOffset added to every pointer
 * @param outputOffset added to every output
 * @param groupRows 4 or 5
 * @param gains f32 `[panelCount · 8]`, or 0 to leave the sums as they are
 * @param biases f32 `[panelCount · 8]`
 */
export function product(
  pointers: usize,
  inputOffset: usize,
  panels: usize,
  outputs: usize,
  outputOffset: usize,
  groups: i32,
  groupRows: i32,
  panelCount: i32,
  taps: i32,
  channels: i32,
  gains: usize,
  biases: usize,
  slope: f32,
): void {
  const panelSize = (<usize>(taps * channels)) << 5;
  const groupPointersSize = (<usize>(taps * groupRows)) << 2;
  const groupOutputsSize = (<usize>groupRows) << 2;
  for (let block = 0; block < groups; block += BLOCK_GROUPS) {
    const blockGroups = min(BLOCK_GROUPS, groups - block);
    let panel = panels;
    let gain = gains;
    let bias = biases;
    let offset = outputOffset;
    for (let column = 0; column < panelCount; column++) {
      let group = pointers;
      let rows = outputs;
      for (let index = 0; index < blockGroups; index++) {
        tile(group, inputOffset, panel, rows, offset, groupRows, taps, channels);
        if (gains !== 0) finishTile(rows, offset, groupRows, gain, bias, slope);
        group += groupPointersSize;
        rows += groupOutputsSize;
      }
      panel += panelSize;
      offset += 32;
      if (gains !== 0) {
        gain += 32;
        bias += 32;
      }
    }
    pointers += <usize>blockGroups * groupPointersSize;
    outputs += <usize>blockGroups * groupOutputsSize;
  }
}

/** The rows of a group, 8 columns, tap by tap; in between, sums wait where the results will be. */
function tile(
  pointers: usize,
  inputOffset: usize,
  panel: usize,
  outputs: usize,
  outputOffset: usize,
  groupRows: i32,
  taps: i32,
  channels: i32,
): void {
  const pointersSize = (<usize>groupRows) << 2;
  const panelSize = (<usize>channels) << 5;
  if (taps === 0) clearTile(outputs, outputOffset, groupRows);
  for (let tap = 0; tap < taps; tap++) {
    if (groupRows === 5) {
      tile5(pointers, inputOffset, panel, outputs, outputOffset, channels, tap === 0);
    } else {
      tile4(pointers, inputOffset, panel, outputs, outputOffset, channels, tap === 0);
    }
    pointers += pointersSize;
    panel += panelSize;
  }
}

/** The sums of no taps: phases of a kernel that is smaller than its stride. */
function clearTile(outputs: usize, outputOffset: usize, groupRows: i32): void {
  const zero = f32x4.splat(0);
  const end = outputs + ((<usize>groupRows) << 2);
  for (; outputs < end; outputs += 4) {
    const out = outputOffset + <usize>load<u32>(outputs);
    v128.store(out, zero);
    v128.store(out, zero, 16);
  }
}

/** The epilogue of a group's rows, 8 columns, while they are in the cache. */
function finishTile(
  outputs: usize,
  outputOffset: usize,
  groupRows: i32,
  gain: usize,
  bias: usize,
  slope: f32,
): void {
  const end = outputs + ((<usize>groupRows) << 2);
  let previous: usize = 0;
  for (; outputs < end; outputs += 4) {
    const out = outputOffset + <usize>load<u32>(outputs);
    if (out === previous) continue; // What fills up a group is finished once.
    previous = out;
    storeRow(out, v128.load(out), v128.load(out, 16), gain, bias, slope);
  }
}

/**
 * One row by a matrix, `out[n] = finish(Σ_c row[c] · panels[⌊n / 8⌋, c, n mod 8])`: the arithmetic of
 * {@link product}, four panels at a time, because a single one would wait for its own additions.
 */
export function rowProduct(
  row: usize,
  panels: usize,
  out: usize,
  panelCount: i32,
  channels: i32,
  gain: usize,
  bias: usize,
  slope: f32,
): void {
  const size = (<usize>channels) << 5;
  let panel = 0;
  for (; panel + 4 <= panelCount; panel += 4) {
    fourPanels(row, panels, size, out, gain, bias, slope);
    panels += 4 * size;
    out += 128;
    gain += 128;
    bias += 128;
  }
  for (; panel < panelCount; panel++) {
    onePanel(row, panels, size, out, gain, bias, slope);
    panels += size;
    out += 32;
    gain += 32;
    bias += 32;
  }
}

function fourPanels(
  row: usize,
  panel: usize,
  size: usize,
  out: usize,
  gain: usize,
  bias: usize,
  slope: f32,
): void {
  let low0 = f32x4.splat(0);
  let high0 = f32x4.splat(0);
  let low1 = f32x4.splat(0);
  let high1 = f32x4.splat(0);
  let low2 = f32x4.splat(0);
  let high2 = f32x4.splat(0);
  let low3 = f32x4.splat(0);
  let high3 = f32x4.splat(0);
  let panel1 = panel + size;
  let panel2 = panel + 2 * size;
  let panel3 = panel + 3 * size;
  const end = panel + size;
  while (panel < end) {
    const a = v128.load32_splat(row);
    low0 = f32x4.add(low0, f32x4.mul(a, v128.load(panel)));
    high0 = f32x4.add(high0, f32x4.mul(a, v128.load(panel, 16)));
    low1 = f32x4.add(low1, f32x4.mul(a, v128.load(panel1)));
    high1 = f32x4.add(high1, f32x4.mul(a, v128.load(panel1, 16)));
    low2 = f32x4.add(low2, f32x4.mul(a, v128.load(panel2)));
    high2 = f32x4.add(high2, f32x4.mul(a, v128.load(panel2, 16)));
    low3 = f32x4.add(low3, f32x4.mul(a, v128.load(panel3)));
    high3 = f32x4.add(high3, f32x4.mul(a, v128.load(panel3, 16)));
    row += 4;
    panel += 32;
    panel1 += 32;
    panel2 += 32;
    panel3 += 32;
  }
  storeRow(out, low0, high0, gain, bias, slope);
  storeRow(out + 32, low1, high1, gain + 32, bias + 32, slope);
  storeRow(out + 64, low2, high2, gain + 64, bias + 64, slope);
  storeRow(out + 96, low3, high3, gain + 96, bias + 96, slope);
}

function onePanel(
  row: usize,
  panel: usize,
  size: usize,
  out: usize,
  gain: usize,
  bias: usize,
  slope: f32,
): void {
  let low = f32x4.splat(0);
  let high = f32x4.splat(0);
  const end = panel + size;
  while (panel < end) {
    const a = v128.load32_splat(row);
    low = f32x4.add(low, f32x4.mul(a, v128.load(panel)));
    high = f32x4.add(high, f32x4.mul(a, v128.load(panel, 16)));
    row += 4;
    panel += 32;
  }
  storeRow(out, low, high, gain, bias, slope);
}

/** Five rows × 8 columns of one tap, added to what is there unless it is the first. */
export function tile5(
  pointers: usize,
  inputOffset: usize,
  panel: usize,
  outputs: usize,
  outputOffset: usize,
  channels: i32,
  isFirst: bool,
): void {
  let row0 = inputOffset + <usize>load<u32>(pointers);
  let row1 = inputOffset + <usize>load<u32>(pointers, 4);
  let row2 = inputOffset + <usize>load<u32>(pointers, 8);
  let row3 = inputOffset + <usize>load<u32>(pointers, 12);
  let row4 = inputOffset + <usize>load<u32>(pointers, 16);
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
  if (!isFirst) {
    const out0 = outputOffset + <usize>load<u32>(outputs);
    low0 = v128.load(out0);
    high0 = v128.load(out0, 16);
    const out1 = outputOffset + <usize>load<u32>(outputs, 4);
    low1 = v128.load(out1);
    high1 = v128.load(out1, 16);
    const out2 = outputOffset + <usize>load<u32>(outputs, 8);
    low2 = v128.load(out2);
    high2 = v128.load(out2, 16);
    const out3 = outputOffset + <usize>load<u32>(outputs, 12);
    low3 = v128.load(out3);
    high3 = v128.load(out3, 16);
    const out4 = outputOffset + <usize>load<u32>(outputs, 16);
    low4 = v128.load(out4);
    high4 = v128.load(out4, 16);
  }
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
  const to0 = outputOffset + <usize>load<u32>(outputs);
  v128.store(to0, low0);
  v128.store(to0, high0, 16);
  const to1 = outputOffset + <usize>load<u32>(outputs, 4);
  v128.store(to1, low1);
  v128.store(to1, high1, 16);
  const to2 = outputOffset + <usize>load<u32>(outputs, 8);
  v128.store(to2, low2);
  v128.store(to2, high2, 16);
  const to3 = outputOffset + <usize>load<u32>(outputs, 12);
  v128.store(to3, low3);
  v128.store(to3, high3, 16);
  const to4 = outputOffset + <usize>load<u32>(outputs, 16);
  v128.store(to4, low4);
  v128.store(to4, high4, 16);
}

/** Four rows × 8 columns of one tap, added to what is there unless it is the first. */
export function tile4(
  pointers: usize,
  inputOffset: usize,
  panel: usize,
  outputs: usize,
  outputOffset: usize,
  channels: i32,
  isFirst: bool,
): void {
  let row0 = inputOffset + <usize>load<u32>(pointers);
  let row1 = inputOffset + <usize>load<u32>(pointers, 4);
  let row2 = inputOffset + <usize>load<u32>(pointers, 8);
  let row3 = inputOffset + <usize>load<u32>(pointers, 12);
  let low0 = f32x4.splat(0);
  let high0 = f32x4.splat(0);
  let low1 = f32x4.splat(0);
  let high1 = f32x4.splat(0);
  let low2 = f32x4.splat(0);
  let high2 = f32x4.splat(0);
  let low3 = f32x4.splat(0);
  let high3 = f32x4.splat(0);
  if (!isFirst) {
    const out0 = outputOffset + <usize>load<u32>(outputs);
    low0 = v128.load(out0);
    high0 = v128.load(out0, 16);
    const out1 = outputOffset + <usize>load<u32>(outputs, 4);
    low1 = v128.load(out1);
    high1 = v128.load(out1, 16);
    const out2 = outputOffset + <usize>load<u32>(outputs, 8);
    low2 = v128.load(out2);
    high2 = v128.load(out2, 16);
    const out3 = outputOffset + <usize>load<u32>(outputs, 12);
    low3 = v128.load(out3);
    high3 = v128.load(out3, 16);
  }
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
    row0 += 4;
    row1 += 4;
    row2 += 4;
    row3 += 4;
    panel += 32;
  }
  const to0 = outputOffset + <usize>load<u32>(outputs);
  v128.store(to0, low0);
  v128.store(to0, high0, 16);
  const to1 = outputOffset + <usize>load<u32>(outputs, 4);
  v128.store(to1, low1);
  v128.store(to1, high1, 16);
  const to2 = outputOffset + <usize>load<u32>(outputs, 8);
  v128.store(to2, low2);
  v128.store(to2, high2, 16);
  const to3 = outputOffset + <usize>load<u32>(outputs, 12);
  v128.store(to3, low3);
  v128.store(to3, high3, 16);
}

function storeRow(out: usize, low: v128, high: v128, gain: usize, bias: usize, slope: f32): void {
  if (gain !== 0) {
    const slopes = f32x4.splat(slope);
    low = finished(low, v128.load(gain), v128.load(bias), slopes);
    high = finished(high, v128.load(gain, 16), v128.load(bias, 16), slopes);
  }
  v128.store(out, low);
  v128.store(out, high, 16);
}
