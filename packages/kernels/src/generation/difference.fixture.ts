/** For tests: the largest `|actual − expected|`; NaN anywhere gives NaN. */
export function largestDifference(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) {
    throw new Error(`expected ${expected.length} values, got ${actual.length}`);
  }
  let largest = 0;
  for (let at = 0; at < actual.length; at++) {
    largest = Math.max(
      largest,
      Math.abs((actual[at] ?? Number.NaN) - (expected[at] ?? Number.NaN)),
    );
  }
  return largest;
}
