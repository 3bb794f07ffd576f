import { expect, it } from 'vitest';
import type { DataSet } from '../data/data-set.ts';
import { checkDiversity, sampleDiversity } from './sample-diversity.ts';
import { tinyConfig, tinyDataSet } from './tiny-run.fixture.ts';

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
});

it('refuses samples that are all alike, not those whose images are', () => {
  const alike = { images: Float32Array.of(0.2, 0.2, 0.3, 0.3), columns: 2 };
  expect(() => checkDiversity(alike, dataSet, 0.02)).toThrow(/samples of a: .* got 0.0* %/);
  expect(() => checkDiversity(alike, dataSet, 0)).not.toThrow();
  const varied = { images: Float32Array.of(-0.1, 0.1, 0.3, 0.3), columns: 2 };
  expect(() => checkDiversity(varied, dataSet, 0.02)).not.toThrow();
});
