import { RandomStream } from '@comfy-edge/model';
import { beforeAll, describe, expect, it } from 'vitest';
import { bootBackend } from '../backend/boot.ts';
import { kernelDistance } from './kernel-distance.ts';
import { normalVectors, vectorsOf } from './vectors.fixture.ts';
import type { Vectors } from './vectors.ts';

beforeAll(async () => {
  await bootBackend('wasm');
});

const distance = (a: Vectors, b: Vectors, subsets = 1, subsetSize = 1000) =>
  kernelDistance(a, b, { subsets, subsetSize, random: new RandomStream({ seed: 1, stream: 0 }) });

describe('kernelDistance', () => {
  it('is as computed by hand', async () => {
    // k(x, y) = (xy + 1)³. Within {1, 2}: 2 · 27 / 2; within {0, 1}: 2 · 1 / 2; between: 1 + 8 + 1 + 27.
    expect(await distance(vectorsOf([1], [2]), vectorsOf([0], [1]))).toBeCloseTo(
      27 + 1 - (2 * 37) / 4,
      5,
    );
  });

  it('is near 0, on either side of it, for two samples of one distribution', async () => {
    const a = normalVectors({ count: 1000, size: 16, seed: 1 });
    const b = normalVectors({ count: 1000, size: 16, seed: 2 });
    expect(Math.abs(await distance(a, b, 8, 300))).toBeLessThan(0.02);
    const moved = normalVectors({ count: 1000, size: 16, seed: 2, mean: 0.5 });
    expect(await distance(a, moved, 8, 300)).toBeGreaterThan(0.3);
  });

  it('is the same for the same draws', async () => {
    const a = normalVectors({ count: 50, size: 4, seed: 1 });
    const b = normalVectors({ count: 60, size: 4, seed: 2 });
    expect(await distance(a, b, 3, 20)).toBe(await distance(a, b, 3, 20));
  });

  it('refuses a set of one vector', async () => {
    await expect(distance(vectorsOf([1]), vectorsOf([1], [2]))).rejects.toThrow(
      /at least 2.*got 1/,
    );
  });
});
