/**
 * The path between two latents along the sphere (Shoemake, "Animating rotation with quaternion curves",
 * 1985; for latents White 2016, arXiv:1609.04468): Gaussian latents of many dimensions lie near a sphere,
 * and a straight line between two of them leaves it for where the generator has never been.
 *
 * `slerp(t) = sin((1 − t)Ω)/sin Ω · a + sin(tΩ)/sin Ω · b`, Ω the angle between a and b. Sines have no fixed
 * bits, so the point at t is found by halving the arc: the middle of two unit vectors is their normalized
 * sum, which takes + × ÷ √ alone. After 32 halvings the angle is within Ω · 2⁻³² of tΩ, so a weight is
 * within 1e-9 of the formula's: below the rounding of the f32 that a latent is stored as.
 */

const HALVINGS = 32;

/** Sine of an angle below which, near 0 and near π, the arc is no better defined than the line. */
const SMALLEST_SINE = 1e-6;

interface Weights {
  readonly from: number;
  readonly to: number;
}

/**
 * The point at `t` of the arc from `from` to `to`; its length goes from the one's to the other's. Along one
 * line through the origin, where no arc is singled out, the straight line is taken.
 *
 * @param from `[size]` f32
 * @param to `[size]` f32
 * @param t in [0, 1]; 0 is `from` and 1 is `to`, to the bit
 * @returns `[size]` f32
 * @throws RangeError for latents of different sizes and for `t` outside [0, 1]
 */
export function slerp(from: Float32Array, to: Float32Array, t: number): Float32Array {
  if (from.length !== to.length) {
    throw new RangeError(`expected latents of one size, got ${from.length} and ${to.length}`);
  }
  if (!(t >= 0 && t <= 1)) throw new RangeError(`expected t in [0, 1], got ${t}`);
  if (t === 0) return from.slice();
  if (t === 1) return to.slice();
  const weights = weightsAt(cosineBetween(from, to), t);
  return from.map((value, index) => weights.from * value + weights.to * (to[index] as number));
}

function weightsAt(cosine: number, t: number): Weights {
  const sine = Math.sqrt(Math.max(0, 1 - cosine * cosine));
  if (sine < SMALLEST_SINE) return { from: 1 - t, to: t };
  const { x, y } = pointOnArc({ x: cosine, y: sine }, t);
  return { from: x - (cosine * y) / sine, to: y / sine };
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** The unit vector at `t` of the arc from (1, 0) to `end`, which is less than half a turn. */
function pointOnArc(end: Point, t: number): Point {
  let low: Point = { x: 1, y: 0 };
  let high = end;
  let rest = t;
  for (let halving = 0; halving < HALVINGS && rest > 0; halving++) {
    const x = low.x + high.x;
    const y = low.y + high.y;
    const length = Math.sqrt(x * x + y * y);
    const middle = { x: x / length, y: y / length };
    rest *= 2;
    if (rest >= 1) {
      low = middle;
      rest -= 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/** 1 where one of them is zero and has no direction. */
function cosineBetween(a: Float32Array, b: Float32Array): number {
  let product = 0;
  let squareA = 0;
  let squareB = 0;
  for (let index = 0; index < a.length; index++) {
    const x = a[index] as number;
    const y = b[index] as number;
    product += x * y;
    squareA += x * x;
    squareB += y * y;
  }
  const lengths = Math.sqrt(squareA) * Math.sqrt(squareB);
  return lengths === 0 ? 1 : Math.max(-1, Math.min(1, product / lengths));
}
