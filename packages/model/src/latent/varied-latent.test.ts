import { describe, expect, it } from 'vitest';
import { latentVector } from '../random/latent.ts';
import { variedLatent } from './varied-latent.ts';

const mean = latentVector({ seed: 1, size: 4096 });
const noise = latentVector({ seed: 2, size: 4096 });

describe('variedLatent', () => {
  it('is the mean at 0 and the noise at 1', () => {
    expect(variedLatent(mean, noise, 0)).toEqual(mean);
    expect(variedLatent(mean, noise, 1)).toEqual(noise);
  });

  it('keeps the variance between', () => {
    const variance = (z: Float32Array) => z.reduce((sum, it) => sum + it * it, 0) / z.length;
    for (const strength of [0.3, 0.7]) {
      expect(variance(variedLatent(mean, noise, strength))).toBeCloseTo(1, 1);
    }
  });

  it('refuses what is no variation', () => {
    expect(() => variedLatent(mean, new Float32Array(2), 0.5)).toThrow(/got 2 and 4096/);
    expect(() => variedLatent(mean, noise, -0.1)).toThrow(/\[0, 1\], got -0.1/);
    expect(() => variedLatent(mean, noise, Number.NaN)).toThrow(/got NaN/);
  });
});
