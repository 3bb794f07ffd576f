/**
 * Weights into the layouts that the kernels stream through, once at load. Sources are f32
 * `[kernelHeight, kernelWidth, channels, columns]` with columns filled up with zeros to a multiple of 8.
 *
 * Tolerance: panels are copies; Winograd's weights are within one rounding to f32, 2⁻²⁴ of the value.
 */

/** What stands for "no such tap" and "no such product" in the tables. */
const NONE: u32 = 0xffff_ffff;

/**
 * One kernel tap into panels of 8 columns (Goto & van de Geijn 2008, "Anatomy of High-Performance
 * Matrix Multiplication").
 *
 * @param panels f32 `[panelCount, …, channels, 8]`, panels `panelSize` bytes apart
 * @param source f32 `[channels, panelCount · 8]`
 */
export function packPanels(
  panels: usize,
  panelSize: usize,
  source: usize,
  channels: i32,
  panelCount: i32,
): void {
  const pitch = (<usize>panelCount) << 5;
  for (let panel = 0; panel < panelCount; panel++) {
    let from = source + ((<usize>panel) << 5);
    let to = panels;
    for (let channel = 0; channel < channels; channel++) {
      v128.store(to, v128.load(from));
      v128.store(to, v128.load(from, 16), 16);
      from += pitch;
      to += 32;
    }
    panels += panelSize;
  }
}

/**
 * Winograd's `G g Gᵀ` (`winograd.ts`), computed in f64 and rounded once.
 *
 * @param source f32, the first of `panelCount` panels of columns, rows `pitch` bytes apart
 * @param taps u32 `[length, length]`, byte offsets of a window's taps in the source, or NONE
 * @param length of the window, 3 or 5
 * @param points f64 `[6, length]`, the matrix G
 * @param targets u32 `[6, 6]`, byte offsets of the points' weights in `weights`, or NONE
 * @param weights at every target f32 `[panelCount, channels, 8]`
 * @param scratch f64 `[6, length, 8]`
 */
export function packWinograd(
  source: usize,
  pitch: usize,
  taps: usize,
  length: i32,
  points: usize,
  targets: usize,
  weights: usize,
  channels: i32,
  panelCount: i32,
  scratch: usize,
): void {
  for (let panel = 0; panel < panelCount; panel++) {
    let from = source + ((<usize>panel) << 5);
    for (let channel = 0; channel < channels; channel++) {
      transformRows(from, taps, length, points, scratch);
      transformColumns(length, points, targets, weights, scratch);
      from += pitch;
      weights += 32;
    }
  }
}

/** `scratch[i, h] = Σ_v G[i, v] · g[v, h]`, eight columns each. */
function transformRows(
  source: usize,
  taps: usize,
  length: i32,
  points: usize,
  scratch: usize,
): void {
  for (let point = 0; point < 6; point++) {
    for (let h = 0; h < length; h++) {
      let s0 = f64x2.splat(0);
      let s1 = f64x2.splat(0);
      let s2 = f64x2.splat(0);
      let s3 = f64x2.splat(0);
      for (let v = 0; v < length; v++) {
        const offset = load<u32>(taps + ((<usize>(v * length + h)) << 2));
        if (offset === NONE) continue;
        const at = source + <usize>offset;
        const factor = v128.load64_splat(points + ((<usize>v) << 3));
        s0 = f64x2.add(s0, f64x2.mul(factor, f64x2.promote_low_f32x4(v128.load64_zero(at))));
        s1 = f64x2.add(s1, f64x2.mul(factor, f64x2.promote_low_f32x4(v128.load64_zero(at, 8))));
        s2 = f64x2.add(s2, f64x2.mul(factor, f64x2.promote_low_f32x4(v128.load64_zero(at, 16))));
        s3 = f64x2.add(s3, f64x2.mul(factor, f64x2.promote_low_f32x4(v128.load64_zero(at, 24))));
      }
      v128.store(scratch, s0);
      v128.store(scratch, s1, 16);
      v128.store(scratch, s2, 32);
      v128.store(scratch, s3, 48);
      scratch += 64;
    }
    points += (<usize>length) << 3;
  }
}

/** `weights[i, j] = Σ_h G[j, h] · scratch[i, h]`, eight columns each. */
function transformColumns(
  length: i32,
  points: usize,
  targets: usize,
  weights: usize,
  scratch: usize,
): void {
  for (let i = 0; i < 6; i++) {
    let row = points;
    for (let j = 0; j < 6; j++) {
      const offset = load<u32>(targets);
      targets += 4;
      if (offset !== NONE) {
        let s0 = f64x2.splat(0);
        let s1 = f64x2.splat(0);
        let s2 = f64x2.splat(0);
        let s3 = f64x2.splat(0);
        for (let h = 0; h < length; h++) {
          const at = scratch + ((<usize>h) << 6);
          const factor = v128.load64_splat(row + ((<usize>h) << 3));
          s0 = f64x2.add(s0, f64x2.mul(factor, v128.load(at)));
          s1 = f64x2.add(s1, f64x2.mul(factor, v128.load(at, 16)));
          s2 = f64x2.add(s2, f64x2.mul(factor, v128.load(at, 32)));
          s3 = f64x2.add(s3, f64x2.mul(factor, v128.load(at, 48)));
        }
        const to = weights + <usize>offset;
        v128.store(to, demoted(s0, s1));
        v128.store(to, demoted(s2, s3), 16);
      }
      row += (<usize>length) << 3;
    }
    scratch += (<usize>length) << 6;
  }
}

function demoted(low: v128, high: v128): v128 {
  const first = f32x4.demote_f64x2_zero(low);
  const second = f32x4.demote_f64x2_zero(high);
  return v128.shuffle<f32>(first, second, 0, 1, 4, 5);
}
