import { expect, it } from 'vitest';
import type { DataSet } from '../data/data-set.ts';
import { checkDiversity, leastDiversity, sampleDiversity } from './sample-diversity.ts';
import { tinyConfig, tinyDataSet } from './tiny-run.fixture.ts';
import { TrainingCollapsed } from './training-failure.ts';

/** Two classes of one-pixel images: of `a` two different ones, of `b` two alike. */
const dataSet: DataSet = {
  ...(await tinyDataSet(tinyConfig())),
  classes: ['a', 'b'],
  height: 1,
  width: 1,
  count: 4,
  labels: Uint8Array.of(0, 0, 1, 1),
  pixels: Uint8Array.of(0, 255, 7, 7),
};

it('is the deviation of samples as a share of that of real images', () => {
  const images = Float32Array.of(-0.5, 0.5, 0.1, 0.9);
  const [ofA, ofB] = sampleDiversity({ images, columns: 2 }, dataSet);
  expect(ofA).toBeCloseTo(0.5, 6);
  expect(ofB).toBeNaN(); // Its real images do not differ either.
  const least = leastDiversity({ images, columns: 2 }, dataSet);
  expect(least).toEqual({ name: 'a', share: ofA });
  const alike = { ...dataSet, pixels: new Uint8Array(4) };
  expect(leastDiversity({ images, columns: 2 }, alike)).toBeUndefined();
});

it('refuses samples that are all alike, and says how to get back', () => {
  const alike = leastDiversity(
    { images: Float32Array.of(0.2, 0.2, 0.3, 0.3), columns: 2 },
    dataSet,
  );
  const check = (guard: number, goBack?: string) => () => checkDiversity(alike, guard, goBack);
  expect(check(0.02)).toThrow(TrainingCollapsed);
  expect(check(0.02)).toThrow(/samples of a: .* got 0.0* %.*one image\. Start anew/);
  expect(check(0.02, '"ln -f a b"')).toThrow(/Go back to before it by "ln -f a b", .*--resume/);
  expect(check(0)).not.toThrow();
  expect(() => checkDiversity(undefined, 0.02, undefined)).not.toThrow();
});
