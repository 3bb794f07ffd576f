import { beforeAll, describe, expect, it } from 'vitest';
import { bootBackend } from '../backend/boot.ts';
import { manifoldOverlap } from './manifold-overlap.ts';
import { normalVectors, vectorsOf } from './vectors.fixture.ts';

beforeAll(async () => {
  await bootBackend('wasm');
});

describe('manifoldOverlap', () => {
  it('is as counted by hand on a line', async () => {
    const real = vectorsOf([0], [1], [10], [13]); // Radii 1, 1, 3, 3.
    const generated = vectorsOf([0.5], [1.5], [20], [21]); // Radii 1, 1, 1, 1.
    // 0.5 lies in the balls of 0 and 1; 1.5 in that of 1; 20 and 21 in none: 2 of 4, 3 balls of 4 · 1.
    // 0 and 1 lie in the ball of 0.5, 10 and 13 in none: 2 of 4. The balls of 0 and 1 hold samples.
    expect(await manifoldOverlap(real, generated, 1)).toEqual({
      precision: 0.5,
      recall: 0.5,
      density: 0.75,
      coverage: 0.5,
    });
  });

  it('is whole for identical sets', async () => {
    const set = normalVectors({ count: 300, size: 8, seed: 1 });
    const overlap = await manifoldOverlap(set, set, 5);
    expect(overlap).toMatchObject({ precision: 1, recall: 1, coverage: 1 });
    expect(overlap.density).toBeCloseTo(1.2, 1); // The vector itself and its k neighbours, over k.
  });

  it('is nothing for sets far apart', async () => {
    const real = normalVectors({ count: 100, size: 8, seed: 1 });
    const generated = normalVectors({ count: 100, size: 8, seed: 2, mean: 100 });
    expect(await manifoldOverlap(real, generated, 5)).toEqual({
      precision: 0,
      recall: 0,
      density: 0,
      coverage: 0,
    });
  });

  it('has density 1 and coverage 1 − 2⁻ᵏ for two samples of one distribution', async () => {
    const real = normalVectors({ count: 1500, size: 4, seed: 1 });
    const generated = normalVectors({ count: 1500, size: 4, seed: 2 });
    const overlap = await manifoldOverlap(real, generated, 3);
    expect(overlap.density).toBeCloseTo(1, 1);
    expect(overlap.coverage).toBeCloseTo(1 - 1 / 8, 1);
    expect(overlap.precision).toBeGreaterThan(0.9);
  });

  it('tells a narrow generator, precise and with little recall, from a wide one', async () => {
    const real = normalVectors({ count: 500, size: 8, seed: 1 });
    const narrow = normalVectors({ count: 500, size: 8, seed: 2, deviation: 0.3 });
    const overlap = await manifoldOverlap(real, narrow, 5);
    const turned = await manifoldOverlap(narrow, real, 5);
    expect(overlap.precision).toBeGreaterThan(0.95);
    expect(overlap.recall).toBeLessThan(0.2);
    expect(overlap.density).toBeGreaterThan(1.5);
    expect(overlap.coverage).toBeLessThan(0.9);
    expect(turned).toMatchObject({ precision: overlap.recall, recall: overlap.precision });
  });
});
