/**
 * Standard normals from uniform bits by the inverse of the cumulative distribution: one uniform
 * gives one normal, so nothing is rejected and the n-th normal is always made of the n-th bits.
 *
 * Source: Wichura, "Algorithm AS 241: the percentage points of the normal distribution", Applied
 * Statistics 37 (1988), routine PPND16, relative accuracy 1e-16. Only + − × ÷ √ are used, which
 * IEEE 754 fixes to the last bit.
 */

import { ln } from './logarithm.ts';

/** Coefficients from the lowest power up, numerator and denominator of each of the three ranges. */
const CENTRE_TOP = [
  3.3871328727963665, 1.3314166789178438e2, 1.9715909503065513e3, 1.373169376550946e4,
  4.592195393154987e4, 6.72657709270087e4, 3.343057558358813e4, 2.5090809287301227e3,
];
const CENTRE_BOTTOM = [
  1, 4.231333070160091e1, 6.871870074920579e2, 5.394196021424751e3, 2.1213794301586597e4,
  3.930789580009271e4, 2.8729085735721943e4, 5.226495278852854e3,
];
const MIDDLE_TOP = [
  1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684,
  2.417807251774506e-1, 2.2723844989269184e-2, 7.745450142783414e-4,
];
const MIDDLE_BOTTOM = [
  1, 2.053191626637759, 1.6763848301838038, 6.897673349851e-1, 1.4810397642748008e-1,
  1.5198666563616457e-2, 5.475938084995345e-4, 1.0507500716444169e-9,
];
const TAIL_TOP = [
  6.657904643501103, 5.463784911164114, 1.7848265399172913, 2.9656057182850487e-1,
  2.6532189526576124e-2, 1.2426609473880784e-3, 2.7115555687434876e-5, 2.0103343992922881e-7,
];
const TAIL_BOTTOM = [
  1, 5.99832206555888e-1, 1.369298809227358e-1, 1.4875361290850615e-2, 7.868691311456133e-4,
  1.8463183175100548e-5, 1.421511758316446e-7, 2.0442631033899397e-15,
];

/**
 * The point below which a standard normal lies with the given probability.
 *
 * @param probability in (0, 1)
 * @throws RangeError outside it
 */
export function inverseNormal(probability: number): number {
  if (!(probability > 0 && probability < 1)) {
    throw new RangeError(`expected a probability in (0, 1), got ${probability}`);
  }
  const q = probability - 0.5;
  if (q >= -0.425 && q <= 0.425) {
    const r = 0.180625 - q * q;
    return (q * polynomial(CENTRE_TOP, r)) / polynomial(CENTRE_BOTTOM, r);
  }
  const r = Math.sqrt(-ln(q < 0 ? probability : 1 - probability));
  const distance =
    r <= 5
      ? polynomial(MIDDLE_TOP, r - 1.6) / polynomial(MIDDLE_BOTTOM, r - 1.6)
      : polynomial(TAIL_TOP, r - 5) / polynomial(TAIL_BOTTOM, r - 5);
  return q < 0 ? -distance : distance;
}

/**
 * A uniform number from 64 random bits: the centre of one of 2⁵² equal cells, so neither 0 nor 1
 * comes up, and both it and its complement are exact.
 *
 * @param high u32; its upper 26 bits are used, and so are those of `low`
 */
export function uniformFromWords(high: number, low: number): number {
  return ((high >>> 6) * 67108864 + (low >>> 6) + 0.5) / 4503599627370496;
}

/** Horner's rule. */
function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0);
}
