/** The multiplications of the plans: those of the definition, and as many as the kernels are asked for. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sample, TestMemory } from '../test-memory.ts';
import { defined } from './defined.fixture.ts';
import { planDense } from './dense.ts';
import { planDirect } from './direct.ts';
import { planFewOutputs } from './few-outputs.ts';
import { type GenerationKernels, instantiateGenerationKernels } from './generation-kernels.ts';
import { anyGeometry, convolutionOf } from './geometry.fixture.ts';
import {
  imagesOf,
  kernelOf,
  placeDirect,
  placeFewOutputs,
  placeWinograd,
} from './placed-convolution.fixture.ts';
import { placeDense } from './placed-dense.fixture.ts';
import { placeRows, rowsOf } from './rows.fixture.ts';
import { forward, square, transposed } from './same-padding.fixture.ts';
import { planWinograd } from './winograd-plan.ts';

let multiplications = 0;
const memory = new TestMemory('generation', (module, wasmMemory): GenerationKernels => {
  const kernels = instantiateGenerationKernels(module, wasmMemory);
  return {
    ...kernels,
    product: (...all) => {
      const [, , , , , groups, groupRows, panelCount, taps, channels] = all;
      multiplications += groups * groupRows * 8 * panelCount * taps * channels;
      kernels.product(...all);
    },
    rowProduct: (...all) => {
      const [, , , panelCount, channels] = all;
      multiplications += 8 * panelCount * channels;
      kernels.rowProduct(...all);
    },
    winogradProducts: (...all) => {
      const [, count, , , , groups, groupRows, panelCount, channels] = all;
      multiplications += count * groups * groupRows * 8 * panelCount * channels;
      kernels.winogradProducts(...all);
    },
  };
});

function epilogueFor(filters: number) {
  return placeRows(memory, rowsOf({ gain: true, bias: true }, filters, 1), { fn: 'linear' });
}

test('a direct convolution has a multiplication for every tap, channel and filter of an output', () => {
  fc.assert(
    fc.property(anyGeometry, fc.integer({ min: 1, max: 9 }), (geometry, images) => {
      const { rows, columns, channels, filters } = geometry;
      // Every input of a transposed convolution meets every tap once, though the result may be cropped.
      const coarse = geometry.transposed
        ? rows.size * columns.size
        : rows.outSize * columns.outSize;
      const expected = coarse * rows.kernel * columns.kernel * channels * filters;
      expect(planDirect(convolutionOf(geometry), images).multiplyAdds).toBe(expected);
    }),
  );
});

test.each([
  { name: 'F(4×4, 3×3)', axis: forward(28, 3), side: 4, tiles: 49, products: 36 },
  { name: 'F(2×2, 5×5)', axis: forward(28, 5), side: 2, tiles: 196, products: 36 },
  { name: 'two taps of three', axis: forward(28, 2), side: 4, tiles: 49, products: 25 },
  {
    name: 'a 5×5 stride-2 transposed',
    axis: transposed(28, 5, 2),
    side: 4,
    tiles: 49,
    products: 121,
  },
  {
    name: 'a 4×4 stride-2 transposed',
    axis: transposed(14, 4, 2),
    side: 4,
    tiles: 16,
    products: 100,
  },
  {
    name: 'a 3×3 stride-2 transposed',
    axis: transposed(14, 3, 2),
    side: 4,
    tiles: 16,
    products: 81,
  },
])('Winograd, $name: $products multiplications a tile', ({ axis, side, tiles, products }) => {
  const geometry = square(axis, 3, 16, axis.outSize > axis.size);
  const plan = defined(planWinograd(convolutionOf(geometry), 2));
  expect(plan).toMatchObject({ side, products });
  expect(plan.tileRows * plan.tileColumns).toBe(tiles);
  expect(plan.multiplyAdds).toBe(tiles * products * 3 * 16);
});

test.each([
  {
    name: 'direct',
    geometry: square(forward(10, 3, 2), 5, 16),
    place: placeDirect,
    plan: planDirect,
  },
  {
    name: 'direct, transposed',
    geometry: square(transposed(5, 5, 2), 3, 8, true),
    place: placeDirect,
    plan: planDirect,
  },
  {
    name: 'Winograd',
    geometry: square(forward(20, 3), 5, 24),
    place: placeWinograd,
    plan: planWinograd,
  },
  {
    name: 'Winograd, transposed',
    geometry: square(transposed(20, 5, 2), 3, 16, true),
    place: placeWinograd,
    plan: planWinograd,
  },
])('as many multiplications as planned are made where groups and panels are full: $name', (it) => {
  memory.reset();
  const images = 3;
  const layer = it.place(memory, it.geometry, images, kernelOf(it.geometry, 1));
  layer.write(imagesOf(it.geometry, images, 1));
  multiplications = 0;
  layer.run(images, epilogueFor(it.geometry.filters));
  const { multiplyAdds } = defined(it.plan(convolutionOf(it.geometry), images));
  expect(multiplications).toBe(images * multiplyAdds);
});

test.each([
  1, 4, 5,
])('as many multiplications as planned are made by a dense layer of %i', (images) => {
  memory.reset();
  const layer = placeDense(memory, 10, images, sample(10 * 48, 1));
  layer.write(Array.from({ length: images }, (_, image) => sample(10, image)));
  multiplications = 0;
  layer.run(images, epilogueFor(48));
  expect(multiplications).toBe(images * planDense(10, 48, images).multiplyAdds);
});

test('as many multiplications as planned are made by the last layer', () => {
  memory.reset();
  const geometry = square(forward(10, 5), 3, 3);
  const layer = placeFewOutputs(memory, geometry, 2, kernelOf(geometry, 1));
  layer.write(imagesOf(geometry, 2, 1));
  multiplications = 0;
  layer.run(2, epilogueFor(3), true, 0);
  const plan = defined(planFewOutputs(convolutionOf(geometry)));
  expect(multiplications).toBe(2 * plan.multiplyAdds);
});
