import { describe, expect, it } from 'vitest';
import { agreement, type FeatureSet, spread } from './feature-set.ts';
import { FeatureStatistics } from './frechet-distance.ts';

function seenAs(labels: number[], seen: number[]): FeatureSet {
  const statistics = new FeatureStatistics(1);
  const features = { values: new Float32Array(labels.length), size: 1 };
  return { features, labels, seen: Int32Array.from(seen), statistics, byClass: [] };
}

describe('agreement', () => {
  it('is the share of images seen as their class, in all and of one class', () => {
    const set = seenAs([0, 0, 0, 1], [0, 1, 0, 0]);
    expect(agreement(set)).toBe(0.5);
    expect(agreement(set, 0)).toBeCloseTo(2 / 3, 10);
    expect(agreement(set, 1)).toBe(0);
  });
});

describe('spread', () => {
  it('is the root of the mean squared distance of two vectors', () => {
    const statistics = new FeatureStatistics(2);
    statistics.add(Float32Array.of(0, 0, 3, 4, 0, 8)); // Squared distances 25, 64, 25.
    expect(spread(statistics)).toBeCloseTo(Math.sqrt((25 + 64 + 25) / 3), 10);
  });

  it('is 0 for a collapsed class', () => {
    const statistics = new FeatureStatistics(2);
    statistics.add(Float32Array.of(3, 1, 3, 1, 3, 1));
    expect(spread(statistics)).toBe(0);
  });
});
