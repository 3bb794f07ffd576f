/**
 * What follows every product: `y = leaky(x · gain + bias)` by channel, where `leaky(v)` is
 * `max(v, slope · v)` (Maas et al. 2013). A slope of 1 changes nothing and a slope of 0 is ReLU, so that
 * one sequence of instructions serves every activation but tanh; slopes above 1 are none of LeakyReLU's.
 *
 * Tolerance: three roundings, 3 · 2⁻²⁴ of |x · gain| + |bias|.
 */

/** Four channels; `pmax` is one instruction where the IEEE maximum is several. */
export function finished(x: v128, gain: v128, bias: v128, slope: v128): v128 {
  const v = f32x4.add(f32x4.mul(x, gain), bias);
  return f32x4.pmax(v, f32x4.mul(v, slope));
}
