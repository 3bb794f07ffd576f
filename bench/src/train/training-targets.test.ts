import { expect, it } from 'vitest';
import { assertSameLosses } from './agreement.ts';
import type { Contestant } from './contestants.ts';
import type { Result } from './race-training.ts';
import { judgeTraining } from './training-targets.ts';

function result(
  workload: Contestant['workload'],
  backend: Contestant['backend'],
  workers: number,
  imagesPerSecond: number,
): Result {
  const figures = { least: 0, most: 1000, cpuMsPerImage: 1 };
  return { workload, backend, workers, imagesPerSecond, ...figures };
}

it('judges two workers by the composed kernels, and the loop by bare steps', () => {
  const targets = judgeTraining([
    result('benchmark', 'wasm', 1, 200),
    result('benchmark', 'wasm', 2, 330),
    result('benchmark', 'wasm-composed', 1, 100),
    result('preset', 'wasm', 1, 104),
    result('loop', 'wasm', 1, 100),
  ]);
  expect(targets.map(({ measured, reached }) => [measured, reached])).toEqual([
    ['3.30×', true],
    ['4.0 %', true],
  ]);
});

it('has reached nothing of which a part was not measured', () => {
  const targets = judgeTraining([result('benchmark', 'wasm', 2, 330)]);
  expect(targets.map(({ reached }) => reached)).toEqual([false, false]);
});

it('lets nobody race that trains something else', () => {
  const first = { name: 'a', workers: 1, discriminator: 2, generator: 0.5 };
  expect(() => assertSameLosses([first, { ...first, name: 'b', generator: 0.5005 }])).not.toThrow();
  expect(() => assertSameLosses([first, { ...first, name: 'b', generator: 0.6 }])).toThrow(
    "b: expected the generator's loss of a, 0.5, got 0.6",
  );
  expect(() => assertSameLosses([first, { ...first, discriminator: Number.NaN }])).toThrow(/NaN/);
});
