/**
 * Winograd's short convolutions in two dimensions (Winograd 1980; for convolutional networks Lavin &
 * Gray 2016, arXiv:1509.09308) on the points 0, 1, −1, 2, −2, ∞: `Y = Aᵀ[(G g Gᵀ) ⊙ (Bᵀ d B)]A`.
 *
 * A tile is always 6 × 6 pixels. Three taps in a direction leave four outputs, five taps two; the
 * transform of the input is the same. Every phase of a stride-2 transposed convolution is a stride-1
 * convolution of the same pixels, so all four share it as well. Where the first tap of a window of three
 * (five) is absent, the product at point 0 is zero, where the last is, that at ∞: those products are
 * left out, and a 5 × 5 stride-2 layer takes 121 products for 4 × 16 outputs instead of 400.
 *
 * The products at one point, over all tiles, are a matrix product over channels (`product.ts`).
 *
 * Tolerance: 1e-5 of the largest sum of absolute terms, ten times that of the direct convolution: rows of
 * Bᵀ sum up to 10 in absolute value and rows of Aᵀ to 19, most of which cancels, but not its roundings.
 */
import { finished } from './inner/epilogue.ts';
import { product } from './product.ts';

/**
 * `Bᵀ d B` of many tiles.
 *
 * @param sources u32 `[tiles, 6, 6]`, addresses of pixels of `size` bytes
 * @param planes f32 `[6, 6, tiles, size / 4]`, the planes of points `planeSize` bytes apart
 * @param size a multiple of 16
 * @param scratch 36 · `size` bytes
 */
export function winogradInput(
  sources: usize,
  planes: usize,
  planeSize: usize,
  tiles: i32,
  size: usize,
  scratch: usize,
): void {
  const row: usize = 6 * size;
  for (let tile = 0; tile < tiles; tile++) {
    for (let column: usize = 0; column < 6; column++) {
      const at = sources + (column << 2);
      inputLine(
        <usize>load<u32>(at),
        <usize>load<u32>(at, 24),
        <usize>load<u32>(at, 48),
        <usize>load<u32>(at, 72),
        <usize>load<u32>(at, 96),
        <usize>load<u32>(at, 120),
        scratch + column * size,
        row,
        size,
      );
    }
    let line = scratch;
    let target = planes;
    for (let index = 0; index < 6; index++) {
      inputLine(
        line,
        line + size,
        line + 2 * size,
        line + 3 * size,
        line + 4 * size,
        line + 5 * size,
        target,
        planeSize,
        size,
      );
      line += row;
      target += 6 * planeSize;
    }
    sources += 144;
    planes += size;
  }
}

/** Bᵀ along one line of six pixels. */
function inputLine(
  s0: usize,
  s1: usize,
  s2: usize,
  s3: usize,
  s4: usize,
  s5: usize,
  target: usize,
  step: usize,
  size: usize,
): void {
  const two = f32x4.splat(2);
  const four = f32x4.splat(4);
  const five = f32x4.splat(5);
  const t1 = target + step;
  const t2 = target + 2 * step;
  const t3 = target + 3 * step;
  const t4 = target + 4 * step;
  const t5 = target + 5 * step;
  for (let at: usize = 0; at < size; at += 16) {
    const d0 = v128.load(s0 + at);
    const d1 = v128.load(s1 + at);
    const d2 = v128.load(s2 + at);
    const d3 = v128.load(s3 + at);
    const d4 = v128.load(s4 + at);
    const d5 = v128.load(s5 + at);
    const a = f32x4.sub(d4, f32x4.mul(d2, four));
    const b = f32x4.sub(d3, f32x4.mul(d1, four));
    const e = f32x4.sub(d4, d2);
    const f = f32x4.mul(f32x4.sub(d3, d1), two);
    v128.store(target + at, f32x4.add(f32x4.sub(f32x4.mul(d0, four), f32x4.mul(d2, five)), d4));
    v128.store(t1 + at, f32x4.add(a, b));
    v128.store(t2 + at, f32x4.sub(a, b));
    v128.store(t3 + at, f32x4.add(e, f));
    v128.store(t4 + at, f32x4.sub(e, f));
    v128.store(t5 + at, f32x4.add(f32x4.sub(f32x4.mul(d1, four), f32x4.mul(d3, five)), d5));
  }
}

/**
 * The products of a block of output columns at every point: as many matrix products as `list` has
 * entries, their weights one behind another.
 *
 * @param list u32 `[count, 2]`: offset of a plane of inputs, offset of a plane of products
 * @param weights f32 `[count, panelCount, channels, 8]`
 * @param pointers u32 `[groups, groupRows]`, rows of the first plane of inputs
 * @param outputs u32 `[groups · groupRows]`, rows of the first plane of products
 */
export function winogradProducts(
  list: usize,
  count: i32,
  weights: usize,
  pointers: usize,
  outputs: usize,
  groups: i32,
  groupRows: i32,
  panelCount: i32,
  channels: i32,
): void {
  const size = (<usize>(panelCount * channels)) << 5;
  for (let index = 0; index < count; index++) {
    product(
      pointers,
      <usize>load<u32>(list),
      weights,
      outputs,
      <usize>load<u32>(list, 4),
      groups,
      groupRows,
      panelCount,
      1,
      channels,
      0,
      0,
      0,
    );
    list += 8;
    weights += size;
  }
}

/**
 * `Aᵀ M A` of many tiles and the epilogue, written to where the pixels belong.
 *
 * @param products f32 `[endRow − firstRow, endColumn − firstColumn, tiles, …]`, planes `planeSize` and
 *   tiles `tileSize` bytes apart; points outside of `first … end` count as zero
 * @param side outputs in a direction, 4 or 2
 * @param targets u32 `[tiles, side, side]`
 * @param offset added to every target: the block's first column
 * @param size bytes of a block's columns, a multiple of 16
 * @param zeros `size` bytes of zeros
 * @param scratch 24 · `size` bytes
 */
export function winogradOutput(
  products: usize,
  planeSize: usize,
  tileSize: usize,
  tiles: i32,
  firstRow: i32,
  endRow: i32,
  firstColumn: i32,
  endColumn: i32,
  side: i32,
  targets: usize,
  offset: usize,
  size: usize,
  gains: usize,
  biases: usize,
  slope: f32,
  zeros: usize,
  scratch: usize,
): void {
  const pitch = <usize>(endColumn - firstColumn) * planeSize;
  const targetRow = (<usize>side) << 2;
  for (let tile = 0; tile < tiles; tile++) {
    for (let column = firstColumn; column < endColumn; column++) {
      const at = products + <usize>(column - firstColumn) * planeSize - <usize>firstRow * pitch;
      outputLine(
        firstRow > 0 ? zeros : at,
        at + pitch,
        at + 2 * pitch,
        at + 3 * pitch,
        at + 4 * pitch,
        endRow < 6 ? zeros : at + 5 * pitch,
        side,
        scratch + <usize>column * size,
        6 * size,
        size,
      );
    }
    let line = scratch;
    for (let row = 0; row < side; row++) {
      finishLine(
        firstColumn > 0 ? zeros : line,
        line + size,
        line + 2 * size,
        line + 3 * size,
        line + 4 * size,
        endColumn < 6 ? zeros : line + 5 * size,
        side,
        targets,
        offset,
        size,
        gains,
        biases,
        slope,
      );
      line += 6 * size;
      targets += targetRow;
    }
    products += tileSize;
  }
}

/** Aᵀ along one line of six points. */
function outputLine(
  s0: usize,
  s1: usize,
  s2: usize,
  s3: usize,
  s4: usize,
  s5: usize,
  side: i32,
  target: usize,
  step: usize,
  size: usize,
): void {
  const two = f32x4.splat(2);
  const four = f32x4.splat(4);
  const eight = f32x4.splat(8);
  const t1 = target + step;
  const t2 = target + 2 * step;
  const t3 = target + 3 * step;
  for (let at: usize = 0; at < size; at += 16) {
    const m1 = v128.load(s1 + at);
    const m2 = v128.load(s2 + at);
    const m3 = v128.load(s3 + at);
    const m4 = v128.load(s4 + at);
    const last = v128.load(s5 + at);
    const sum = f32x4.add(m1, m2);
    const difference = f32x4.sub(m1, m2);
    const farSum = f32x4.add(m3, m4);
    const farDifference = f32x4.sub(m3, m4);
    v128.store(target + at, f32x4.add(f32x4.add(v128.load(s0 + at), sum), farSum));
    const second = f32x4.add(difference, f32x4.mul(farDifference, two));
    if (side === 2) {
      v128.store(t1 + at, f32x4.add(second, last));
    } else {
      v128.store(t1 + at, second);
      v128.store(t2 + at, f32x4.add(sum, f32x4.mul(farSum, four)));
      v128.store(t3 + at, f32x4.add(f32x4.add(difference, f32x4.mul(farDifference, eight)), last));
    }
  }
}

/** Aᵀ along one line and the epilogue, to the pixels of that line. */
function finishLine(
  s0: usize,
  s1: usize,
  s2: usize,
  s3: usize,
  s4: usize,
  s5: usize,
  side: i32,
  targets: usize,
  offset: usize,
  size: usize,
  gains: usize,
  biases: usize,
  slope: f32,
): void {
  const two = f32x4.splat(2);
  const four = f32x4.splat(4);
  const eight = f32x4.splat(8);
  const slopes = f32x4.splat(slope);
  const t0 = offset + <usize>load<u32>(targets);
  const t1 = offset + <usize>load<u32>(targets, 4);
  const t2: usize = side === 2 ? 0 : offset + <usize>load<u32>(targets, 8);
  const t3: usize = side === 2 ? 0 : offset + <usize>load<u32>(targets, 12);
  for (let at: usize = 0; at < size; at += 16) {
    const gain = v128.load(gains + at);
    const bias = v128.load(biases + at);
    const m1 = v128.load(s1 + at);
    const m2 = v128.load(s2 + at);
    const m3 = v128.load(s3 + at);
    const m4 = v128.load(s4 + at);
    const last = v128.load(s5 + at);
    const sum = f32x4.add(m1, m2);
    const difference = f32x4.sub(m1, m2);
    const farSum = f32x4.add(m3, m4);
    const farDifference = f32x4.sub(m3, m4);
    const first = f32x4.add(f32x4.add(v128.load(s0 + at), sum), farSum);
    v128.store(t0 + at, finished(first, gain, bias, slopes));
    const second = f32x4.add(difference, f32x4.mul(farDifference, two));
    if (side === 2) {
      v128.store(t1 + at, finished(f32x4.add(second, last), gain, bias, slopes));
    } else {
      v128.store(t1 + at, finished(second, gain, bias, slopes));
      const third = f32x4.add(sum, f32x4.mul(farSum, four));
      v128.store(t2 + at, finished(third, gain, bias, slopes));
      const fourth = f32x4.add(f32x4.add(difference, f32x4.mul(farDifference, eight)), last);
      v128.store(t3 + at, finished(fourth, gain, bias, slopes));
    }
  }
}
