/**
 * Batch normalization with the batch's own statistics, an affine map per channel that may differ per
 * example (class-conditional), and LeakyReLU, fused: forward reads `x` three times and writes once,
 * backward reads `x` and `dy` twice and writes once. Ioffe & Szegedy 2015 (arXiv:1502.03167), with
 * the gradient of its section 3 collected into `dx = a · g + b · x + c` per channel.
 *
 * `x` is `[batch, inner, channels]`; `gamma`, `beta` are `[channels]` with `affineStride` 0, or
 * `[batch, channels]` with `affineStride` = channels · 4 bytes. Slope 1 leaves LeakyReLU out. With
 * slope > 0, the sign of the value before it decides, and is computed again instead of stored.
 *
 * Tolerance: 2e-4 of the largest result. The folded form cancels where a channel's mean is large beside its
 * deviation, and the input's gradient is itself a difference.
 */

/** Rows summed in one go before they are added to the total: keeps rounding errors from piling up. */
const PARTIAL_ROWS: i32 = 128;

/**
 * Mean and biased variance of each channel over all rows of `[rows, channels]`, two passes. Channels
 * are taken four at a time, the last ones alone.
 */
export function batchMoments(
  x: usize,
  mean: usize,
  variance: usize,
  rows: i32,
  channels: i32,
): void {
  const inverse: f32 = 1 / <f32>rows;
  let channel = 0;
  for (; channel + 8 <= channels; channel += 8) {
    moments8(x, mean, variance, rows, channels, inverse);
    x += 32;
    mean += 32;
    variance += 32;
  }
  for (; channel < channels; channel++) {
    moments1(x, mean, variance, rows, channels, inverse);
    x += 4;
    mean += 4;
    variance += 4;
  }
}

function moments8(
  x: usize,
  mean: usize,
  variance: usize,
  rows: i32,
  channels: i32,
  inverse: f32,
): void {
  const stride = (<usize>channels) << 2;
  const inverses = f32x4.splat(inverse);
  let mean0 = f32x4.splat(0);
  let mean1 = f32x4.splat(0);
  let address = x;
  for (let row = 0; row < rows; ) {
    const end = min(row + PARTIAL_ROWS, rows);
    let s0 = f32x4.splat(0);
    let s1 = f32x4.splat(0);
    for (; row < end; row++) {
      s0 = f32x4.add(s0, v128.load(address));
      s1 = f32x4.add(s1, v128.load(address, 16));
      address += stride;
    }
    mean0 = f32x4.add(mean0, s0);
    mean1 = f32x4.add(mean1, s1);
  }
  mean0 = f32x4.mul(mean0, inverses);
  mean1 = f32x4.mul(mean1, inverses);
  let square0 = f32x4.splat(0);
  let square1 = f32x4.splat(0);
  address = x;
  for (let row = 0; row < rows; ) {
    const end = min(row + PARTIAL_ROWS, rows);
    let s0 = f32x4.splat(0);
    let s1 = f32x4.splat(0);
    for (; row < end; row++) {
      const d0 = f32x4.sub(v128.load(address), mean0);
      const d1 = f32x4.sub(v128.load(address, 16), mean1);
      s0 = f32x4.add(s0, f32x4.mul(d0, d0));
      s1 = f32x4.add(s1, f32x4.mul(d1, d1));
      address += stride;
    }
    square0 = f32x4.add(square0, s0);
    square1 = f32x4.add(square1, s1);
  }
  v128.store(mean, mean0);
  v128.store(mean, mean1, 16);
  v128.store(variance, f32x4.mul(square0, inverses));
  v128.store(variance, f32x4.mul(square1, inverses), 16);
}

function moments1(
  x: usize,
  mean: usize,
  variance: usize,
  rows: i32,
  channels: i32,
  inverse: f32,
): void {
  const stride = (<usize>channels) << 2;
  let sum: f64 = 0;
  let address = x;
  for (let row = 0; row < rows; row++) {
    sum += <f64>load<f32>(address);
    address += stride;
  }
  const average = <f32>(sum * <f64>inverse);
  let squares: f64 = 0;
  address = x;
  for (let row = 0; row < rows; row++) {
    const difference = <f64>(load<f32>(address) - average);
    squares += difference * difference;
    address += stride;
  }
  store<f32>(mean, average);
  store<f32>(variance, <f32>(squares * <f64>inverse));
}

/** `y = leaky(x · scale + shift)`. `scratch` holds `2 · channels` f32. */
export function batchNormLeaky(
  x: usize,
  mean: usize,
  variance: usize,
  gamma: usize,
  beta: usize,
  y: usize,
  scratch: usize,
  batch: i32,
  inner: i32,
  channels: i32,
  affineStride: i32,
  epsilon: f32,
  slope: f32,
): void {
  const size = (<usize>channels) << 2;
  const slopes = f32x4.splat(slope);
  const zero = f32x4.splat(0);
  for (let example = 0; example < batch; example++) {
    foldAffine(scratch, mean, variance, gamma, beta, channels, epsilon);
    for (let row = 0; row < inner; row++) {
      let scale = scratch;
      const end4 = scratch + ((<usize>(channels & ~3)) << 2);
      const end = scratch + size;
      for (; scale < end4; scale += 16, x += 16, y += 16) {
        const value = f32x4.add(f32x4.mul(v128.load(x), v128.load(scale)), v128.load(scale + size));
        v128.store(y, v128.bitselect(value, f32x4.mul(value, slopes), f32x4.gt(value, zero)));
      }
      for (; scale < end; scale += 4, x += 4, y += 4) {
        const value = load<f32>(x) * load<f32>(scale) + load<f32>(scale + size);
        store<f32>(y, value > 0 ? value : value * slope);
      }
    }
    gamma += affineStride;
    beta += affineStride;
  }
}

/** Writes `scale = gamma / √(variance + ε)` and `shift = beta − mean · scale`, each `[channels]`. */
function foldAffine(
  folded: usize,
  mean: usize,
  variance: usize,
  gamma: usize,
  beta: usize,
  channels: i32,
  epsilon: f32,
): void {
  const size = (<usize>channels) << 2;
  for (let offset: usize = 0; offset < size; offset += 4) {
    const scale = load<f32>(gamma + offset) / sqrt<f32>(load<f32>(variance + offset) + epsilon);
    store<f32>(folded + offset, scale);
    store<f32>(folded + size + offset, load<f32>(beta + offset) - load<f32>(mean + offset) * scale);
  }
}

/**
 * All gradients of `batchNormLeaky` with the statistics seen as functions of `x`. `dGamma` and
 * `dBeta` are per example, `[batch, channels]`, whatever `affineStride` is. `scratch` holds
 * `6 · channels` f32.
 */
export function batchNormLeakyGradient(
  x: usize,
  dy: usize,
  mean: usize,
  variance: usize,
  gamma: usize,
  beta: usize,
  dx: usize,
  dGamma: usize,
  dBeta: usize,
  scratch: usize,
  batch: i32,
  inner: i32,
  channels: i32,
  affineStride: i32,
  epsilon: f32,
  slope: f32,
): void {
  const size = (<usize>channels) << 2;
  const exampleSize = <usize>inner * size;
  const sums = scratch + 4 * size;
  memory.fill(sums, 0, 2 * size);
  for (let example = 0; example < batch; example++) {
    const affine = <usize>example * <usize>affineStride;
    const offset = <usize>example * exampleSize;
    const row = <usize>example * size;
    foldAffine(scratch, mean, variance, gamma + affine, beta + affine, channels, epsilon);
    sumExample(x + offset, dy + offset, scratch, dGamma + row, dBeta + row, inner, channels, slope);
    finishSums(dGamma + row, dBeta + row, gamma + affine, mean, variance, sums, channels, epsilon);
  }
  const inverse: f32 = 1 / <f32>(batch * inner);
  for (let example = 0; example < batch; example++) {
    const affine = <usize>example * <usize>affineStride;
    const offset = <usize>example * exampleSize;
    foldAffine(scratch, mean, variance, gamma + affine, beta + affine, channels, epsilon);
    if (example === 0) {
      foldInputGradient(scratch + 2 * size, mean, variance, sums, channels, epsilon, inverse);
    }
    inputGradient(x + offset, dy + offset, dx + offset, scratch, inner, channels, slope);
  }
}

/** `Σ g · x` and `Σ g` of one example, where `g` is `dy` behind LeakyReLU. */
function sumExample(
  x: usize,
  dy: usize,
  folded: usize,
  sumGx: usize,
  sumG: usize,
  inner: i32,
  channels: i32,
  slope: f32,
): void {
  const stride = (<usize>channels) << 2;
  const slopes = f32x4.splat(slope);
  const zero = f32x4.splat(0);
  let offset: usize = 0;
  const end8 = (<usize>(channels & ~7)) << 2;
  for (; offset < end8; offset += 32) {
    const scale0 = v128.load(folded + offset);
    const scale1 = v128.load(folded + offset, 16);
    const shift0 = v128.load(folded + stride + offset);
    const shift1 = v128.load(folded + stride + offset, 16);
    let gx0 = f32x4.splat(0);
    let gx1 = f32x4.splat(0);
    let g0 = f32x4.splat(0);
    let g1 = f32x4.splat(0);
    let at = offset;
    for (let row = 0; row < inner; row++) {
      const x0 = v128.load(x + at);
      const x1 = v128.load(x + at, 16);
      let d0 = v128.load(dy + at);
      let d1 = v128.load(dy + at, 16);
      const positive0 = f32x4.gt(f32x4.add(f32x4.mul(x0, scale0), shift0), zero);
      const positive1 = f32x4.gt(f32x4.add(f32x4.mul(x1, scale1), shift1), zero);
      d0 = v128.bitselect(d0, f32x4.mul(d0, slopes), positive0);
      d1 = v128.bitselect(d1, f32x4.mul(d1, slopes), positive1);
      g0 = f32x4.add(g0, d0);
      g1 = f32x4.add(g1, d1);
      gx0 = f32x4.add(gx0, f32x4.mul(d0, x0));
      gx1 = f32x4.add(gx1, f32x4.mul(d1, x1));
      at += stride;
    }
    v128.store(sumGx + offset, gx0);
    v128.store(sumGx + offset, gx1, 16);
    v128.store(sumG + offset, g0);
    v128.store(sumG + offset, g1, 16);
  }
  for (; offset < stride; offset += 4) {
    const scale = load<f32>(folded + offset);
    const shift = load<f32>(folded + stride + offset);
    let gx: f32 = 0;
    let g: f32 = 0;
    let at = offset;
    for (let row = 0; row < inner; row++) {
      const value = load<f32>(x + at);
      let d = load<f32>(dy + at);
      if (!(value * scale + shift > 0)) d *= slope;
      g += d;
      gx += d * value;
      at += stride;
    }
    store<f32>(sumGx + offset, gx);
    store<f32>(sumG + offset, g);
  }
}

/**
 * Turns `Σ g · x` into `dGamma = Σ g · (x − mean) / √(variance + ε)`, and adds `gamma · dBeta` and
 * `gamma · dGamma` to the two sums over the batch.
 */
function finishSums(
  dGamma: usize,
  dBeta: usize,
  gamma: usize,
  mean: usize,
  variance: usize,
  sums: usize,
  channels: i32,
  epsilon: f32,
): void {
  const size = (<usize>channels) << 2;
  for (let offset: usize = 0; offset < size; offset += 4) {
    const sumG = load<f32>(dBeta + offset);
    const centred = load<f32>(dGamma + offset) - load<f32>(mean + offset) * sumG;
    const value = centred / sqrt<f32>(load<f32>(variance + offset) + epsilon);
    const factor = load<f32>(gamma + offset);
    store<f32>(dGamma + offset, value);
    store<f32>(sums + offset, load<f32>(sums + offset) + factor * sumG);
    store<f32>(sums + size + offset, load<f32>(sums + size + offset) + factor * value);
  }
}

/** `b` and `c` of `dx = a · g + b · x + c`, where `a` is the folded scale. */
function foldInputGradient(
  folded: usize,
  mean: usize,
  variance: usize,
  sums: usize,
  channels: i32,
  epsilon: f32,
  inverse: f32,
): void {
  const size = (<usize>channels) << 2;
  for (let offset: usize = 0; offset < size; offset += 4) {
    const deviation = sqrt<f32>(load<f32>(variance + offset) + epsilon);
    const slope = (-load<f32>(sums + size + offset) * inverse) / (deviation * deviation);
    store<f32>(folded + offset, slope);
    store<f32>(
      folded + size + offset,
      (-load<f32>(sums + offset) * inverse) / deviation - load<f32>(mean + offset) * slope,
    );
  }
}

function inputGradient(
  x: usize,
  dy: usize,
  dx: usize,
  folded: usize,
  inner: i32,
  channels: i32,
  slope: f32,
): void {
  const size = (<usize>channels) << 2;
  const slopes = f32x4.splat(slope);
  const zero = f32x4.splat(0);
  const end4 = folded + ((<usize>(channels & ~3)) << 2);
  const end = folded + size;
  for (let row = 0; row < inner; row++) {
    let at = folded;
    for (; at < end4; at += 16, x += 16, dy += 16, dx += 16) {
      const value = v128.load(x);
      const scale = v128.load(at);
      let d = v128.load(dy);
      const positive = f32x4.gt(f32x4.add(f32x4.mul(value, scale), v128.load(at + size)), zero);
      d = v128.bitselect(d, f32x4.mul(d, slopes), positive);
      const linear = f32x4.add(
        f32x4.mul(value, v128.load(at + 2 * size)),
        v128.load(at + 3 * size),
      );
      v128.store(dx, f32x4.add(f32x4.mul(d, scale), linear));
    }
    for (; at < end; at += 4, x += 4, dy += 4, dx += 4) {
      const value = load<f32>(x);
      const scale = load<f32>(at);
      let d = load<f32>(dy);
      if (!(value * scale + load<f32>(at + size) > 0)) d *= slope;
      store<f32>(dx, d * scale + (value * load<f32>(at + 2 * size) + load<f32>(at + 3 * size)));
    }
  }
}
