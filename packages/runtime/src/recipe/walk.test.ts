import { latentVector } from '@comfy-edge/model';
import { describe, expect, test } from 'vitest';
import { encodeLatent } from './latent-text.ts';
import type { Path, Recipe } from './recipe.ts';
import { framePositions, pointsOf, recipeAt } from './walk.ts';

describe('positions', () => {
  test('of a path end at its last waypoint', () => {
    expect(framePositions(2, 3, false)).toEqual([0, 0.5, 1]);
    expect(framePositions(4, 2, false)).toEqual([0, 3]);
  });

  test('of a loop end before its first one', () => {
    expect(framePositions(2, 4, true)).toEqual([0, 0.5, 1, 1.5]);
  });

  test('never leave the path, whatever rounding does', () => {
    for (let waypoints = 2; waypoints <= 16; waypoints++) {
      for (let frames = 2; frames <= 120; frames++) {
        const last = framePositions(waypoints, frames, false).at(-1);
        expect(last).toBe(waypoints - 1);
        expect(framePositions(waypoints, frames, true).at(-1)).toBeLessThan(waypoints);
      }
    }
  });
});

const space = {
  classes: ['circle', 'star'],
  directions: [{ vector: [1, 0, 0, 0], explainedVariance: 0.5 }],
  latent: { size: 4 },
};
const own = Float32Array.of(1, -2, 0.5, 0);
const path: Recipe & { readonly path: Path } = {
  ...{ seed: 0, n: 7, truncation: 0.5 },
  path: {
    loop: true,
    waypoints: [
      { seed: 3, class: 'circle' },
      { latent: encodeLatent(own), class: 'star', directions: [{ index: 0, amount: 2 }] },
      { seed: 5, class: 'star' },
    ],
  },
};

test('a waypoint is its latent, truncated and then moved', () => {
  const [first, second] = pointsOf({ ...path, n: 3 }, space);
  expect(first?.latent).toEqual(latentVector({ seed: 3, size: 4, truncation: 0.5 }));
  expect([...(second?.latent ?? [])]).toEqual([2.5, -1, 0.25, 0]);
  expect(second?.choice).toBe(1);
});

test('a frame alone is the frame of its path, to the bit, and says no more than it must', () => {
  const points = pointsOf(path, space);
  for (const [index, point] of points.entries()) {
    const alone = recipeAt(path, index);
    expect(alone.n).toBe(1);
    if (alone.path === undefined) {
      // At a waypoint of a seed: its own image.
      const { seed, truncation } = alone;
      expect(latentVector({ seed, size: 4, truncation })).toEqual(point.latent);
      expect(space.classes.indexOf(alone.class ?? '')).toBe(point.choice);
      continue;
    }
    expect(alone.path.waypoints.length).toBeLessThanOrEqual(2);
    expect(pointsOf({ ...alone, path: alone.path }, space)).toEqual([point]);
  }
  expect(recipeAt(path, 0)).toEqual({ seed: 3, n: 1, class: 'circle', truncation: 0.5 });
});

test.each([
  ['a class', { seed: 1, class: 'hat' }, /one of the classes circle, star, got hat/],
  ['a latent', { latent: encodeLatent(Float32Array.of(1)), class: 'star' }, /4 latent .* got 1/],
  [
    'a direction',
    { seed: 1, class: 'star', directions: [{ index: 1, amount: 1 }] },
    /1 directions, got 1/,
  ],
])('%s that the version has not is refused', (_what, waypoint, message) => {
  const wrong = { ...path, path: { waypoints: [waypoint, waypoint] } };
  expect(() => pointsOf(wrong, space)).toThrow(message);
});
