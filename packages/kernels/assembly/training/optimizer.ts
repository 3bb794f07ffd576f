/**
 * In-place updates of one variable: Adam (Kingma & Ba 2015, arXiv:1412.6980, the efficient form at
 * the end of section 2) and the exponential moving average.
 *
 * Tolerance: 1e-6 of the largest value.
 */

/** `stepSize` holds both bias corrections: `lr · √(1 − β2^t) / (1 − β1^t)`. */
export function adamStep(
  variable: usize,
  gradient: usize,
  first: usize,
  second: usize,
  length: i32,
  stepSize: f32,
  beta1: f32,
  beta2: f32,
  epsilon: f32,
): void {
  const rest1: f32 = 1 - beta1;
  const rest2: f32 = 1 - beta2;
  const end = variable + ((<usize>length) << 2);
  const end4 = variable + ((<usize>(length & ~3)) << 2);
  for (; variable < end4; variable += 16, gradient += 16, first += 16, second += 16) {
    const g = v128.load(gradient);
    const m = f32x4.add(
      f32x4.mul(v128.load(first), f32x4.splat(beta1)),
      f32x4.mul(g, f32x4.splat(rest1)),
    );
    const v = f32x4.add(
      f32x4.mul(v128.load(second), f32x4.splat(beta2)),
      f32x4.mul(f32x4.mul(g, g), f32x4.splat(rest2)),
    );
    v128.store(first, m);
    v128.store(second, v);
    const direction = f32x4.div(m, f32x4.add(f32x4.sqrt(v), f32x4.splat(epsilon)));
    v128.store(
      variable,
      f32x4.sub(v128.load(variable), f32x4.mul(direction, f32x4.splat(stepSize))),
    );
  }
  for (; variable < end; variable += 4, gradient += 4, first += 4, second += 4) {
    const g = load<f32>(gradient);
    const m = load<f32>(first) * beta1 + g * rest1;
    const v = load<f32>(second) * beta2 + g * g * rest2;
    store<f32>(first, m);
    store<f32>(second, v);
    store<f32>(variable, load<f32>(variable) - (m / (sqrt<f32>(v) + epsilon)) * stepSize);
  }
}

/** `average ← decay · average + (1 − decay) · value`. */
export function movingAverage(average: usize, value: usize, length: i32, decay: f32): void {
  const rest: f32 = 1 - decay;
  const end = average + ((<usize>length) << 2);
  const end4 = average + ((<usize>(length & ~3)) << 2);
  for (; average < end4; average += 16, value += 16) {
    v128.store(
      average,
      f32x4.add(
        f32x4.mul(v128.load(average), f32x4.splat(decay)),
        f32x4.mul(v128.load(value), f32x4.splat(rest)),
      ),
    );
  }
  for (; average < end; average += 4, value += 4) {
    store<f32>(average, load<f32>(average) * decay + load<f32>(value) * rest);
  }
}
