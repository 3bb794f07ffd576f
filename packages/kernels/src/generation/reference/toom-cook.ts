/**
 * The filter's side of Winograd's short convolutions as Toom and Cook have it: taps are the coefficients
 * of a polynomial, which is evaluated at 0, 1, −1, 2, −2 and ∞. The five finite values are divided by
 * what Lagrange's interpolation through all of these points divides by.
 */

const POINTS = [0, 1, -1, 2, -2];

/** G g Gᵀ: `[length, length]` taps → `[6, 6]` values. */
export function evaluateFilter(taps: readonly (readonly number[])[]): number[][] {
  return transpose(transpose(taps.map(evaluate)).map(evaluate));
}

/** G g: the six values of one line of taps. */
function evaluate(taps: readonly number[]): number[] {
  const finite = POINTS.map((point) => {
    const value = taps.reduce((sum, tap, power) => sum + tap * point ** power, 0);
    const others = POINTS.filter((other) => other !== point);
    return value / others.reduce((product, other) => product * (point - other), 1);
  });
  return [...finite, taps.at(-1) ?? 0];
}

function transpose(rows: readonly (readonly number[])[]): number[][] {
  return (rows[0] ?? []).map((_, column) => rows.map((row) => row[column] ?? Number.NaN));
}
