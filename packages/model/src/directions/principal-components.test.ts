import { describe, expect, it } from 'vitest';
import { RandomStream } from '../random/random-stream.ts';
import { principalComponents } from './principal-components.ts';

/** Samples of 30 dimensions that vary along three orthogonal directions, and a little everywhere. */
function stretched(): { samples: Float32Array[]; axes: number[][] } {
  const random = new RandomStream({ seed: 1, stream: 0 });
  const axes = [0, 1, 2].map((axis) =>
    Array.from({ length: 30 }, (_, i) => (Math.floor(i / 10) === axis ? Math.sqrt(0.1) : 0)),
  );
  const deviations = [5, 3, 2];
  const samples = Array.from({ length: 2000 }, () => {
    const along = random.normals(3);
    const noise = random.normals(30);
    return Float32Array.from({ length: 30 }, (_, i) =>
      axes.reduce(
        (sum, axis, k) => sum + (deviations[k] ?? 0) * (along[k] ?? 0) * (axis[i] ?? 0),
        0.1 * (noise[i] ?? 0),
      ),
    );
  });
  return { samples, axes };
}

const dot = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);

describe('principalComponents', () => {
  it('finds the directions that samples vary along, largest first', () => {
    const { samples, axes } = stretched();
    const { components, variances, totalVariance } = principalComponents(samples, 3);
    components.forEach((component, k) => {
      expect(Math.abs(dot(component, axes[k] ?? []))).toBeGreaterThan(0.999);
    });
    [25, 9, 4].forEach((variance, k) => {
      expect((variances[k] ?? 0) / variance).toBeCloseTo(1, 0);
    });
    const rest = totalVariance - variances.reduce((sum, it) => sum + it, 0);
    expect(rest).toBeGreaterThan(0);
    expect(rest).toBeLessThan(0.5);
  });

  it('gives orthonormal components', () => {
    const { components } = principalComponents(stretched().samples, 5);
    components.forEach((a, i) => {
      components.forEach((b, j) => {
        expect(dot(a, b)).toBeCloseTo(i === j ? 1 : 0, 10);
      });
    });
  });

  it('refuses to find more than there can be', () => {
    const samples = [Float32Array.of(1, 2), Float32Array.of(-1, -2)];
    expect(() => principalComponents(samples, 2)).toThrow(/more than 2 samples .* got 2 of 2/);
    expect(() => principalComponents([], 1)).toThrow(/got 0 of 0/);
  });
});
