/** Whoever computes something else is not raced: the images of all engines, held to one another. */

/** Largest difference of one pixel between two engines, in [-1, 1]. */
export const TOLERANCE = 2e-4;

export interface Drawn {
  readonly engine: string;
  readonly pixels: Float32Array;
}

/**
 * @returns the largest difference between any two
 * @throws Error for pixels that differ by more than {@link TOLERANCE}, in number, or are not finite
 */
export function assertAgreement(drawn: readonly Drawn[]): number {
  let largest = 0;
  drawn.forEach((one, i) => {
    for (const other of drawn.slice(i + 1)) largest = Math.max(largest, difference(one, other));
  });
  return largest;
}

function difference(one: Drawn, other: Drawn): number {
  const pair = `${one.engine} and ${other.engine}`;
  if (one.pixels.length !== other.pixels.length) {
    const got = `${one.pixels.length} and ${other.pixels.length}`;
    throw new Error(`${pair}: expected as many pixels, got ${got}`);
  }
  let largest = 0;
  one.pixels.forEach((value, i) => {
    const distance = Math.abs(value - (other.pixels[i] ?? Number.NaN));
    // Negated, so that NaN is refused too.
    if (!(distance <= TOLERANCE)) {
      const got = `${value} and ${other.pixels[i]} at ${i}`;
      throw new Error(`${pair}: expected pixels at most ${TOLERANCE} apart, got ${got}`);
    }
    largest = Math.max(largest, distance);
  });
  return largest;
}
