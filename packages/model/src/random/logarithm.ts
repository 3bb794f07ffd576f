/**
 * The natural logarithm from + − × ÷ alone.
 *
 * `Math.log` is not specified to the last bit and has changed between releases of V8; IEEE 754
 * fixes the four operations, so this one gives the same bits everywhere. x = m · 2ᵉ with m near 1,
 * ln m = 2 artanh((m − 1) / (m + 1)) by its series, and ln 2 in two parts as in fdlibm's e_log.c
 * (https://www.netlib.org/fdlibm/e_log.c).
 */

/** ln 2, its upper 32 bits: a multiple by any exponent is exact. */
const LN2_HIGH = 6.931471803691238e-1;
/** ln 2 − LN2_HIGH. */
const LN2_LOW = 1.9082149292705877e-10;
/** Largest mantissa, about √2: any limit would be correct, this one keeps the series short. */
const MANTISSA_LIMIT = 1.4;
/** Terms of artanh's series: |s| < 0.177, so the first one left out is below 2⁻⁵⁷ of the sum. */
const SERIES_TERMS = 11;

/**
 * @param x a finite positive number
 * @returns ln x, within 2 units in the last place
 * @throws RangeError for anything else
 */
export function ln(x: number): number {
  if (!(x > 0 && x < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`expected a finite positive number, got ${x}`);
  }
  const { mantissa, exponent } = splitPowerOfTwo(x);
  const s = (mantissa - 1) / (mantissa + 1);
  const square = s * s;
  let series = 0;
  for (let term = SERIES_TERMS; term > 0; term--) {
    series = square * (series + 1 / (2 * term + 1));
  }
  return exponent * LN2_HIGH + (2 * s + (2 * s * series + exponent * LN2_LOW));
}

/**
 * x = mantissa · 2^exponent with the mantissa in (0.7, 1.4]. Scaling by a power of two is exact, so
 * no look at the bits, and hence no byte order, is needed.
 */
function splitPowerOfTwo(x: number): { mantissa: number; exponent: number } {
  let mantissa = x;
  let exponent = 0;
  while (mantissa < 1) {
    mantissa *= 4294967296;
    exponent -= 32;
  }
  while (mantissa >= 4294967296) {
    mantissa /= 4294967296;
    exponent += 32;
  }
  for (let shift = 16; shift > 0; shift >>= 1) {
    const power = 1 << shift;
    if (mantissa >= power) {
      mantissa /= power;
      exponent += shift;
    }
  }
  if (mantissa > MANTISSA_LIMIT) {
    mantissa /= 2;
    exponent += 1;
  }
  return { mantissa, exponent };
}
