/**
 * The two products of `indirect-gemm.ts` and `outer-gemm.ts` for one to a few columns, such as a
 * convolution to grey or RGB images: lanes run along the channels instead of along columns that are
 * not there. And the gathering of rows for the opposite case, one to a few channels.
 *
 * Tolerance: 1e-5 of the largest result, for sums of some hundred terms; gathering copies.
 */

/**
 * `out[m, n] = Σ_t Σ_c left[m, t][c] · right[n, t, c]`; pointers as in `indirectGemm` (u32
 * `[⌈rows / 5⌉, taps, 5]`), `right` f32 `[columns, taps · channels]`.
 */
export function indirectDot(
  pointers: usize,
  right: usize,
  outputs: usize,
  rows: i32,
  columns: i32,
  taps: i32,
  channels: i32,
): void {
  const tilePointersSize = (<usize>(taps * 5)) << 2;
  for (let row = 0; row < rows; row += 5) {
    for (let column = 0; column < columns; column++) {
      const weights = right + ((<usize>(column * taps * channels)) << 2);
      dot5(pointers, weights, outputs, min(5, rows - row), (<usize>column) << 2, taps, channels);
    }
    pointers += tilePointersSize;
    outputs += 20;
  }
}

function dot5(
  pointers: usize,
  weights: usize,
  outputs: usize,
  rows: i32,
  offset: usize,
  taps: i32,
  channels: i32,
): void {
  let s0 = f32x4.splat(0);
  let s1 = f32x4.splat(0);
  let s2 = f32x4.splat(0);
  let s3 = f32x4.splat(0);
  let s4 = f32x4.splat(0);
  const fours = (<usize>(channels & ~3)) << 2;
  const size = (<usize>channels) << 2;
  for (let tap = 0; tap < taps; tap++) {
    const p0 = <usize>load<u32>(pointers, 0);
    const p1 = <usize>load<u32>(pointers, 4);
    const p2 = <usize>load<u32>(pointers, 8);
    const p3 = <usize>load<u32>(pointers, 12);
    const p4 = <usize>load<u32>(pointers, 16);
    pointers += 20;
    let at: usize = 0;
    for (; at < fours; at += 16) {
      const w = v128.load(weights + at);
      s0 = f32x4.add(s0, f32x4.mul(v128.load(p0 + at), w));
      s1 = f32x4.add(s1, f32x4.mul(v128.load(p1 + at), w));
      s2 = f32x4.add(s2, f32x4.mul(v128.load(p2 + at), w));
      s3 = f32x4.add(s3, f32x4.mul(v128.load(p3 + at), w));
      s4 = f32x4.add(s4, f32x4.mul(v128.load(p4 + at), w));
    }
    for (; at < size; at += 4) {
      const w = v128.load32_zero(weights + at);
      s0 = f32x4.add(s0, f32x4.mul(v128.load32_zero(p0 + at), w));
      s1 = f32x4.add(s1, f32x4.mul(v128.load32_zero(p1 + at), w));
      s2 = f32x4.add(s2, f32x4.mul(v128.load32_zero(p2 + at), w));
      s3 = f32x4.add(s3, f32x4.mul(v128.load32_zero(p3 + at), w));
      s4 = f32x4.add(s4, f32x4.mul(v128.load32_zero(p4 + at), w));
    }
    weights += size;
  }
  store<f32>(<usize>load<u32>(outputs, 0) + offset, sumLanes(s0));
  if (rows > 1) store<f32>(<usize>load<u32>(outputs, 4) + offset, sumLanes(s1));
  if (rows > 2) store<f32>(<usize>load<u32>(outputs, 8) + offset, sumLanes(s2));
  if (rows > 3) store<f32>(<usize>load<u32>(outputs, 12) + offset, sumLanes(s3));
  if (rows > 4) store<f32>(<usize>load<u32>(outputs, 16) + offset, sumLanes(s4));
}

function sumLanes(value: v128): f32 {
  return (
    f32x4.extract_lane(value, 0) +
    f32x4.extract_lane(value, 1) +
    (f32x4.extract_lane(value, 2) + f32x4.extract_lane(value, 3))
  );
}

/**
 * `out[t, c, n] += Σ_m left[m, t][c] · right[m, n]`; pointers as in `outerGemm` (u32 `[taps, rows]`),
 * `right` f32 `[rows, columns]` as it lies.
 */
export function outerFewColumns(
  pointers: usize,
  right: usize,
  out: usize,
  rows: i32,
  columns: i32,
  taps: i32,
  channels: i32,
): void {
  const outStride = (<usize>columns) << 2;
  for (let tap = 0; tap < taps; tap++) {
    const tapPointers = pointers + ((<usize>(tap * rows)) << 2);
    for (let column = 0; column < columns; column++) {
      const from = right + ((<usize>column) << 2);
      let target = out + ((<usize>(tap * channels * columns + column)) << 2);
      let channel = 0;
      for (; channel + 16 <= channels; channel += 16) {
        outer16(tapPointers, from, target, rows, (<usize>channel) << 2, outStride);
        target += 16 * outStride;
      }
      for (; channel < channels; channel++) {
        outer1(tapPointers, from, target, rows, (<usize>channel) << 2, outStride);
        target += outStride;
      }
    }
  }
}

function outer16(
  pointers: usize,
  right: usize,
  out: usize,
  rows: i32,
  offset: usize,
  stride: usize,
): void {
  let s0 = f32x4.splat(0);
  let s1 = f32x4.splat(0);
  let s2 = f32x4.splat(0);
  let s3 = f32x4.splat(0);
  const end = pointers + ((<usize>rows) << 2);
  for (; pointers < end; pointers += 4) {
    const p = <usize>load<u32>(pointers) + offset;
    const b = v128.load32_splat(right);
    s0 = f32x4.add(s0, f32x4.mul(v128.load(p, 0), b));
    s1 = f32x4.add(s1, f32x4.mul(v128.load(p, 16), b));
    s2 = f32x4.add(s2, f32x4.mul(v128.load(p, 32), b));
    s3 = f32x4.add(s3, f32x4.mul(v128.load(p, 48), b));
    right += stride;
  }
  addColumn(out, stride, s0);
  addColumn(out + 4 * stride, stride, s1);
  addColumn(out + 8 * stride, stride, s2);
  addColumn(out + 12 * stride, stride, s3);
}

function outer1(
  pointers: usize,
  right: usize,
  out: usize,
  rows: i32,
  offset: usize,
  stride: usize,
): void {
  let sum: f32 = 0;
  const end = pointers + ((<usize>rows) << 2);
  for (; pointers < end; pointers += 4) {
    sum += load<f32>(<usize>load<u32>(pointers) + offset) * load<f32>(right);
    right += stride;
  }
  store<f32>(out, load<f32>(out) + sum);
}

function addColumn(out: usize, stride: usize, value: v128): void {
  store<f32>(out, load<f32>(out) + f32x4.extract_lane(value, 0));
  store<f32>(out + stride, load<f32>(out + stride) + f32x4.extract_lane(value, 1));
  store<f32>(out + 2 * stride, load<f32>(out + 2 * stride) + f32x4.extract_lane(value, 2));
  store<f32>(out + 3 * stride, load<f32>(out + 3 * stride) + f32x4.extract_lane(value, 3));
}

/** Copies `count` runs of `channels` floats, one per pointer, behind one another. */
export function gatherRuns(pointers: usize, out: usize, count: i32, channels: i32): void {
  const end = pointers + ((<usize>count) << 2);
  const size = (<usize>channels) << 2;
  for (; pointers < end; pointers += 4) {
    const from = <usize>load<u32>(pointers);
    for (let at: usize = 0; at < size; at += 4) {
      store<f32>(out + at, load<f32>(from + at));
    }
    out += size;
  }
}
