/** Shapes that an algorithm does not take have no plan, and nothing can be prepared without one. */
import { expect, test } from 'vitest';
import { TestMemory } from '../test-memory.ts';
import { defined } from './defined.fixture.ts';
import { planFewOutputs, prepareFewOutputs } from './few-outputs.ts';
import { instantiateGenerationKernels } from './generation-kernels.ts';
import { convolutionOf } from './geometry.fixture.ts';
import { kernelOf, placeConvolution } from './placed-convolution.fixture.ts';
import { forward, square, transposed } from './same-padding.fixture.ts';
import { planWinograd } from './winograd-plan.ts';

const memory = new TestMemory('generation', instantiateGenerationKernels);

test.each([
  ['a stride', square(forward(9, 3, 2), 3, 8)],
  ['more than five taps', square(forward(9, 6), 3, 8)],
  ['a phase without taps', square(transposed(5, 1, 2), 3, 8, true)],
  ['a stride in one direction', { ...square(forward(9, 3), 3, 8), columns: forward(9, 3, 2) }],
])('Winograd does not take %s', (_, geometry) => {
  expect(planWinograd(convolutionOf(geometry), 1)).toBeUndefined();
});

test.each([
  ['five outputs', square(forward(9, 3), 3, 5)],
  ['a stride', square(forward(9, 3, 2), 3, 3)],
  ['several phases', square(transposed(5, 4, 2), 3, 3, true)],
])('the last layer does not take %s', (_, geometry) => {
  expect(planFewOutputs(convolutionOf(geometry))).toBeUndefined();
});

test('the last layer is not prepared without a phase', () => {
  memory.reset();
  const geometry = square(forward(9, 3), 3, 3);
  const convolution = convolutionOf(geometry);
  const plan = defined(planFewOutputs(convolution));
  const prepare = () =>
    placeConvolution(memory, geometry, 1, kernelOf(geometry, 1), plan, (...where) =>
      prepareFewOutputs({ ...convolution, phases: [] }, plan, ...where),
    );
  expect(prepare).toThrow('expected a phase, got none');
});
