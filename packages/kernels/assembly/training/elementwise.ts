/**
 * LeakyReLU (Maas et al. 2013) and its gradient, four lanes at a time. The gradient is `slope` at
 * exactly zero, as in tfjs.
 *
 * Tolerance: none, every value is rounded once.
 */

export function leakyRelu(x: usize, y: usize, length: i32, slope: f32): void {
  const slopes = f32x4.splat(slope);
  const zero = f32x4.splat(0);
  const end = x + ((<usize>length) << 2);
  const end4 = x + ((<usize>(length & ~3)) << 2);
  for (; x < end4; x += 16, y += 16) {
    const value = v128.load(x);
    v128.store(y, v128.bitselect(value, f32x4.mul(value, slopes), f32x4.gt(value, zero)));
  }
  for (; x < end; x += 4, y += 4) {
    const value = load<f32>(x);
    store<f32>(y, value > 0 ? value : value * slope);
  }
}

/** `dx = dy` where `x > 0`, `slope · dy` elsewhere. */
export function leakyReluGradient(x: usize, dy: usize, dx: usize, length: i32, slope: f32): void {
  const slopes = f32x4.splat(slope);
  const zero = f32x4.splat(0);
  const end = x + ((<usize>length) << 2);
  const end4 = x + ((<usize>(length & ~3)) << 2);
  for (; x < end4; x += 16, dy += 16, dx += 16) {
    const value = v128.load(dy);
    const positive = f32x4.gt(v128.load(x), zero);
    v128.store(dx, v128.bitselect(value, f32x4.mul(value, slopes), positive));
  }
  for (; x < end; x += 4, dy += 4, dx += 4) {
    const value = load<f32>(dy);
    store<f32>(dx, load<f32>(x) > 0 ? value : value * slope);
  }
}
