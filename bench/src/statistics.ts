/** Order statistics of a handful of timings. */

/** @throws RangeError for no values */
export function median(values: readonly number[]): number {
  const sorted = sort(values);
  const upper = at(sorted, Math.floor(sorted.length / 2));
  return sorted.length % 2 === 1 ? upper : (at(sorted, sorted.length / 2 - 1) + upper) / 2;
}

/**
 * Nearest rank: the smallest value that at least `percent` of all do not exceed.
 * @throws RangeError for no values
 */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = sort(values);
  return at(sorted, Math.ceil((percent / 100) * sorted.length) - 1);
}

/** The values that came last, half of them or one more: what a beginning disturbs is over. */
export function laterHalf(values: readonly number[]): readonly number[] {
  return values.slice(Math.floor(values.length / 2));
}

function sort(values: readonly number[]): readonly number[] {
  return [...values].sort((a, b) => a - b);
}

function at(values: readonly number[], index: number): number {
  const value = values[index];
  if (value === undefined)
    throw new RangeError(`expected a value at ${index}, got ${values.length}`);
  return value;
}
