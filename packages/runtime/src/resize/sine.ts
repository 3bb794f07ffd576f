/**
 * sin πx from + − × alone: `Math.sin` is not specified to the last bit and has changed between releases
 * of V8; IEEE 754 fixes these operations, so this one gives the same bits everywhere.
 */

/** (−1)ᵏ π²ᵏ⁺¹ / (2k + 1)!, the Taylor series of sin πx; on [−½, ½] the first one left out is below 2⁻⁵⁹. */
const COEFFICIENTS = [
  Math.PI,
  -5.16771278004997,
  2.5501640398773455,
  -0.5992645293207921,
  0.08214588661112823,
  -0.0073704309457143504,
  0.00046630280576761255,
  -2.1915353447830217e-5,
  7.952054001475513e-7,
  -2.2948428997269873e-8,
  5.392664662608129e-10,
];

/** @param x any number that is not far from 0 */
export function sinPi(x: number): number {
  const nearest = Math.round(x);
  const rest = x - nearest;
  const square = rest * rest;
  let sum = 0;
  for (let k = COEFFICIENTS.length - 1; k >= 0; k--) sum = sum * square + (COEFFICIENTS[k] ?? 0);
  return (nearest % 2 === 0 ? 1 : -1) * rest * sum;
}
