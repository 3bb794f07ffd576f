/**
 * The last layer: a convolution to one to four channels. Columns of a product would mostly be empty, so
 * the roles are turned: one product gives, for every input pixel, what it contributes through every tap
 * (`product.ts`, `taps · outputs` columns), and each output pixel gathers its share from its neighbours.
 * The multiplications are those of the direct convolution; nothing is padded but the last panel. It is
 * kn2row (Vasudevan, Anderson & Gregg 2017, "Parallel Multi Channel Convolution using General Matrix
 * Multiplication", arXiv:1704.04428) with all taps in one product, and gathered where they would be added.
 *
 * Tolerance: that of `product.ts`, and of `inner/tanh.ts` where there is a tanh. Bytes are exact for the
 * values they are made of.
 */
import { tanh4 } from './inner/tanh.ts';

/**
 * `out[y, x, f] = tanh?(bias[f] + Σ_v Σ_h shares[y + v − top, x + h − left, (v · taps + h), f])`.
 *
 * @param shares f32 `[height, width, …]`, pixels `sharesPitch` bytes apart, and 12 readable bytes more
 * @param out f32 `[outHeight, outWidth, 8]`, channels beyond `outputs` zero
 * @param bytes u8 `[outHeight, outWidth, outputs]`, `⌊(y + 1) · 127.5 + ½⌋` in f64, or 0 for none
 * @param bias f32 `[4]`
 * @returns whether a value is not finite
 */
export function gatherTaps(
  shares: usize,
  sharesPitch: usize,
  height: i32,
  width: i32,
  tapRows: i32,
  tapColumns: i32,
  top: i32,
  left: i32,
  outputs: i32,
  bias: usize,
  isTanh: bool,
  out: usize,
  outHeight: i32,
  outWidth: i32,
  bytes: usize,
): bool {
  const zero = f32x4.splat(0);
  const biases = v128.load(bias);
  const mask = firstLanes(outputs);
  const tapSize = (<usize>outputs) << 2;
  let invalid = f32x4.splat(0);
  for (let y = 0; y < outHeight; y++) {
    const firstV = max(0, top - y);
    const endV = min(tapRows, height + top - y);
    for (let x = 0; x < outWidth; x++) {
      const firstH = max(0, left - x);
      const endH = min(tapColumns, width + left - x);
      let sum = biases;
      for (let v = firstV; v < endV; v++) {
        const pixel = (y + v - top) * width + x + firstH - left;
        let at = shares + <usize>pixel * sharesPitch + <usize>(v * tapColumns + firstH) * tapSize;
        for (let h = firstH; h < endH; h++) {
          sum = f32x4.add(sum, v128.load(at));
          at += sharesPitch + tapSize;
        }
      }
      sum = v128.and(isTanh ? tanh4(sum) : sum, mask);
      v128.store(out, sum);
      v128.store(out, zero, 16);
      out += 32;
      // What is not a number, less itself, is not zero; nor is infinity.
      invalid = v128.or(invalid, f32x4.ne(f32x4.sub(sum, sum), zero));
      if (bytes !== 0) {
        storeBytes(bytes, sum, outputs);
        bytes += <usize>outputs;
      }
    }
  }
  return v128.any_true(invalid);
}

function storeBytes(bytes: usize, values: v128, outputs: i32): void {
  const low = levels(f64x2.promote_low_f32x4(values));
  store<u8>(bytes, i32x4.extract_lane(low, 0));
  if (outputs > 1) store<u8>(bytes, i32x4.extract_lane(low, 1), 1);
  if (outputs < 3) return;
  const high = levels(f64x2.promote_low_f32x4(v128.shuffle<f32>(values, values, 2, 3, 2, 3)));
  store<u8>(bytes, i32x4.extract_lane(high, 0), 2);
  if (outputs > 3) store<u8>(bytes, i32x4.extract_lane(high, 1), 3);
}

/** Two values in [-1, 1] to 0 … 255, in the first two lanes. */
function levels(x: v128): v128 {
  const scale = f64x2.splat(127.5);
  const scaled = f64x2.add(f64x2.mul(f64x2.add(x, f64x2.splat(1)), scale), f64x2.splat(0.5));
  return i32x4.min_u(i32x4.trunc_sat_f64x2_u_zero(scaled), i32x4.splat(255));
}

function firstLanes(count: i32): v128 {
  return i32x4.gt_s(i32x4.splat(count), i32x4(0, 1, 2, 3));
}
