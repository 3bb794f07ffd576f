/**
 * f32 ↔ IEEE 754 binary16 on the bits: rounding to nearest, ties to even. Not every JavaScript
 * engine has `Float16Array`, and the bits of a published model must not depend on who wrote them.
 */

/** Bits of the binary16 nearest to each f32; from ±65520 on that is infinity. NaN stays NaN. */
export function encodeFloat16(values: Float32Array): Uint16Array {
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  const halves = new Uint16Array(values.length);
  for (const [index, word] of bits.entries()) halves[index] = halfOf(word);
  return halves;
}

/** The values of binary16 bits, exact. */
export function decodeFloat16(halves: Uint16Array): Float32Array {
  const values = new Float32Array(halves.length);
  const bits = new Uint32Array(values.buffer);
  for (let index = 0; index < halves.length; index++) {
    const half = halves[index] as number;
    const sign = (half & 0x8000) << 16;
    const exponent = (half >>> 10) & 0x1f;
    const fraction = half & 0x3ff;
    if (exponent === 0) {
      // Subnormal: units of 2^-24.
      values[index] = (sign === 0 ? 1 : -1) * (fraction / 0x1000000);
    } else {
      const widened = exponent === 0x1f ? 0xff : exponent + 112;
      bits[index] = sign | (widened << 23) | (fraction << 13);
    }
  }
  return values;
}

function halfOf(word: number): number {
  const sign = (word >>> 16) & 0x8000;
  const magnitude = word & 0x7fffffff;
  if (magnitude > 0x7f800000) return sign | 0x7e00;
  // 65520 is halfway between the largest binary16 and the one after it, and ties to the latter.
  if (magnitude >= 0x477ff000) return sign | 0x7c00;
  if (magnitude >= 0x38800000) return sign | roundShift(magnitude - 0x38000000, 13);
  // Subnormal: units of 2^-24. Below half of one it is zero.
  const shift = 126 - (magnitude >>> 23);
  if (shift > 24) return sign;
  return sign | roundShift((magnitude & 0x7fffff) | 0x800000, shift);
}

/** `value / 2^shift`, to nearest, ties to even. */
function roundShift(value: number, shift: number): number {
  const floor = value >>> shift;
  const rest = value & ((1 << shift) - 1);
  const half = 1 << (shift - 1);
  const up = rest > half || (rest === half && (floor & 1) === 1);
  return up ? floor + 1 : floor;
}
