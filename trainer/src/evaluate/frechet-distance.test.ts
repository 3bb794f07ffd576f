import { RandomStream } from '@comfy-edge/model';
import { describe, expect, it } from 'vitest';
import { FeatureStatistics, frechetDistance } from './frechet-distance.ts';

/** Vectors of independent normals with the given means and deviations. */
function sample(count: number, means: readonly number[], deviations: readonly number[], seed = 1) {
  const random = new RandomStream({ seed, stream: 0 });
  const normals = random.normals(count * means.length);
  const statistics = new FeatureStatistics(means.length);
  statistics.add(
    normals.map((value, at) => {
      const axis = at % means.length;
      return (means[axis] ?? 0) + (deviations[axis] ?? 0) * value;
    }),
  );
  return statistics;
}

describe('FeatureStatistics', () => {
  it('gives mean and unbiased covariance, in parts as at once', () => {
    const vectors = Float32Array.of(1, 2, 3, 8, 5, 5);
    const whole = new FeatureStatistics(2);
    whole.add(vectors);
    const parts = new FeatureStatistics(2);
    parts.add(vectors.subarray(0, 2));
    parts.add(vectors.subarray(2));
    for (const statistics of [whole, parts]) {
      expect([...statistics.mean()]).toEqual([3, 5]);
      expect(statistics.covariance().to2DArray()).toEqual([
        [4, 3],
        [3, 9],
      ]);
    }
  });

  it('does not lose small variances beside large means', () => {
    const statistics = new FeatureStatistics(1);
    statistics.add(Float32Array.of(4096, 4097, 4098));
    expect(statistics.covariance().get(0, 0)).toBe(1);
  });

  it('refuses halves of vectors and a single vector', () => {
    const statistics = new FeatureStatistics(2);
    expect(() => statistics.add(Float32Array.of(1, 2, 3))).toThrow(/multiple of 2 values, got 3/);
    statistics.add(Float32Array.of(1, 2));
    expect(() => statistics.covariance()).toThrow(/at least 2 feature vectors/);
  });
});

describe('frechetDistance', () => {
  it('is zero between a set and itself', () => {
    const statistics = sample(200, [1, -2, 3], [1, 2, 0.1]);
    expect(frechetDistance(statistics, statistics)).toBeCloseTo(0, 10);
  });

  it('is exact for two sets in closed form, correlated and not commuting', () => {
    // Covariances [[4,3],[3,9]] and [[1,0],[0,4]]: tr √(AB) = √(tr AB + 2 √det AB), for 2×2.
    const a = new FeatureStatistics(2);
    a.add(Float32Array.of(1, 2, 3, 8, 5, 5));
    const b = new FeatureStatistics(2);
    b.add(Float32Array.of(-1, 0, 1, 0, 0, 2, 0, -2).map((value) => value * Math.sqrt(1.5)));
    const traceOfRoot = Math.sqrt(4 * 1 + 9 * 4 + 2 * Math.sqrt(27 * 4));
    const expected = 3 ** 2 + 5 ** 2 + (4 + 9) + (1 + 4) - 2 * traceOfRoot;
    expect(frechetDistance(a, b)).toBeCloseTo(expected, 4);
    expect(frechetDistance(b, a)).toBeCloseTo(expected, 4);
  });

  it('comes close to the distance of the Gaussians it samples', () => {
    const a = sample(20_000, [0, 0, 0], [1, 1, 2]);
    const b = sample(20_000, [1, 0, 0], [1, 3, 1], 2);
    expect(frechetDistance(a, b)).toBeCloseTo(1 + 4 + 1, 0);
  });

  it('takes features that never vary', () => {
    const a = sample(100, [0, 0], [1, 0]);
    const b = sample(100, [0, 2], [1, 0]);
    expect(frechetDistance(a, b)).toBeCloseTo(4, 6);
  });

  it('refuses features of different sizes', () => {
    expect(() => frechetDistance(sample(9, [0], [1]), sample(9, [0, 0], [1, 1]))).toThrow(
      /got 1 and 2/,
    );
  });
});
