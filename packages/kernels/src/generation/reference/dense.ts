/** A vector by a matrix, in f64. */

/** `kernel` `[inputs, units]`. */
export function multiply(vector: ArrayLike<number>, kernel: ArrayLike<number>): Float64Array {
  const units = kernel.length / vector.length;
  const out = new Float64Array(units);
  for (let unit = 0; unit < units; unit++) {
    for (let input = 0; input < vector.length; input++) {
      const weight = kernel[input * units + unit] ?? Number.NaN;
      out[unit] = (out[unit] ?? 0) + (vector[input] ?? Number.NaN) * weight;
    }
  }
  return out;
}
