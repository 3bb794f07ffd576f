/**
 * The first principal components of many samples of many dimensions, without their covariance matrix, by
 * randomized subspace iteration (Halko, Martinsson & Tropp 2011, arXiv:0909.4061, algorithm 4.4): a random
 * subspace, multiplied by the covariance again and again and made orthonormal in between, turns towards the
 * directions of largest variance. From + − × ÷ √ alone, and drawn from a fixed stream: the same everywhere.
 */
import { RandomStream } from '../random/random-stream.ts';

export interface PrincipalComponents {
  /** Orthonormal, `[count][dimensions]`, the one of largest variance first. */
  readonly components: readonly Float64Array[];
  /** Along each. */
  readonly variances: readonly number[];
  /** Over all dimensions. */
  readonly totalVariance: number;
}

/** Further vectors that are iterated with those that are wanted, and dropped: they hold off the next ones. */
const SPARE = 8;
const ITERATIONS = 10;

/**
 * @param samples of one length and of mean 0, more of them than `count`
 * @throws RangeError for fewer
 */
export function principalComponents(
  samples: readonly Float32Array[],
  count: number,
): PrincipalComponents {
  const dimensions = samples[0]?.length ?? 0;
  if (count < 1 || samples.length <= count || dimensions < count) {
    throw new RangeError(
      `expected more than ${count} samples of at least ${count} values, got ${samples.length} of ${dimensions}`,
    );
  }
  const random = new RandomStream({ seed: 0, stream: 0 });
  const size = Math.min(count + SPARE, dimensions, samples.length - 1);
  let basis: Float64Array[] = Array.from({ length: size }, () =>
    Float64Array.from(random.normals(dimensions)),
  );
  let variances: number[] = [];
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    basis = orthonormal(basis);
    const images = basis.map(() => new Float64Array(dimensions));
    variances = basis.map(() => 0);
    for (const sample of samples) {
      for (const [index, vector] of basis.entries()) {
        const along = product(sample, vector);
        addScaled(images[index] as Float64Array, sample, along);
        variances[index] = (variances[index] ?? 0) + (along * along) / samples.length;
      }
    }
    if (iteration < ITERATIONS - 1) basis = images;
  }
  const order = variances.map((_, index) => index);
  order.sort((a, b) => (variances[b] ?? 0) - (variances[a] ?? 0));
  const chosen = order.slice(0, count);
  let square = 0;
  for (const sample of samples) square += product(sample, sample);
  return {
    components: chosen.map((index) => basis[index] as Float64Array),
    variances: chosen.map((index) => variances[index] ?? 0),
    totalVariance: square / samples.length,
  };
}

/** Gram–Schmidt, twice: once leaves what rounding makes of nearly parallel vectors. */
function orthonormal(vectors: readonly Float64Array[]): Float64Array[] {
  const basis: Float64Array[] = [];
  for (const vector of vectors) {
    const rest = vector.slice();
    for (let round = 0; round < 2; round++) {
      for (const other of basis) addScaled(rest, other, -product(rest, other));
    }
    const length = Math.sqrt(product(rest, rest));
    basis.push(length === 0 ? rest : rest.map((value) => value / length));
  }
  return basis;
}

type Vector = Float32Array | Float64Array;

function product(a: Vector, b: Vector): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) {
    sum += (a[index] as number) * (b[index] as number);
  }
  return sum;
}

function addScaled(target: Float64Array, source: Vector, factor: number): void {
  for (let index = 0; index < target.length; index++) {
    target[index] = (target[index] as number) + factor * (source[index] as number);
  }
}
