/**
 * Sum over one axis of `[outer, length, inner]` times `scale`, in a fixed order: rows from first to last when
 * `inner > 1`; four interleaved partial sums when `inner = 1`.
 *
 * Tolerance: 1e-6 of the root of the length, for values below 1.
 */

export function sumAxis(
  x: usize,
  out: usize,
  outer: i32,
  length: i32,
  inner: i32,
  scale: f32,
): void {
  for (let index = 0; index < outer; index++) {
    if (inner === 1) {
      store<f32>(out, sumRun(x, length) * scale);
    } else {
      sumRows(x, out, length, inner, scale);
    }
    x += (<usize>(length * inner)) << 2;
    out += (<usize>inner) << 2;
  }
}

function sumRun(x: usize, length: i32): f32 {
  let s0 = f32x4.splat(0);
  let s1 = f32x4.splat(0);
  let s2 = f32x4.splat(0);
  let s3 = f32x4.splat(0);
  const end = x + ((<usize>length) << 2);
  const end16 = x + ((<usize>(length & ~15)) << 2);
  for (; x < end16; x += 64) {
    s0 = f32x4.add(s0, v128.load(x, 0));
    s1 = f32x4.add(s1, v128.load(x, 16));
    s2 = f32x4.add(s2, v128.load(x, 32));
    s3 = f32x4.add(s3, v128.load(x, 48));
  }
  const all = f32x4.add(f32x4.add(s0, s1), f32x4.add(s2, s3));
  let sum =
    f32x4.extract_lane(all, 0) +
    f32x4.extract_lane(all, 1) +
    (f32x4.extract_lane(all, 2) + f32x4.extract_lane(all, 3));
  for (; x < end; x += 4) sum += load<f32>(x);
  return sum;
}

function sumRows(x: usize, out: usize, length: i32, inner: i32, scale: f32): void {
  const stride = (<usize>inner) << 2;
  const scales = f32x4.splat(scale);
  let column = 0;
  for (; column + 16 <= inner; column += 16) {
    let s0 = f32x4.splat(0);
    let s1 = f32x4.splat(0);
    let s2 = f32x4.splat(0);
    let s3 = f32x4.splat(0);
    let address = x + ((<usize>column) << 2);
    for (let row = 0; row < length; row++) {
      s0 = f32x4.add(s0, v128.load(address, 0));
      s1 = f32x4.add(s1, v128.load(address, 16));
      s2 = f32x4.add(s2, v128.load(address, 32));
      s3 = f32x4.add(s3, v128.load(address, 48));
      address += stride;
    }
    const target = out + ((<usize>column) << 2);
    v128.store(target, f32x4.mul(s0, scales), 0);
    v128.store(target, f32x4.mul(s1, scales), 16);
    v128.store(target, f32x4.mul(s2, scales), 32);
    v128.store(target, f32x4.mul(s3, scales), 48);
  }
  for (; column + 4 <= inner; column += 4) {
    let s = f32x4.splat(0);
    let address = x + ((<usize>column) << 2);
    for (let row = 0; row < length; row++) {
      s = f32x4.add(s, v128.load(address));
      address += stride;
    }
    v128.store(out + ((<usize>column) << 2), f32x4.mul(s, scales));
  }
  for (; column < inner; column++) {
    let s: f32 = 0;
    let address = x + ((<usize>column) << 2);
    for (let row = 0; row < length; row++) {
      s += load<f32>(address);
      address += stride;
    }
    store<f32>(out + ((<usize>column) << 2), s * scale);
  }
}
