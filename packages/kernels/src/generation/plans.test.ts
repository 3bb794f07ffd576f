/**
 * The figures of the plans: multiplications and bytes are those that are made and used, no fewer and no
 * more. That nothing is written beyond the bytes is tested with each kernel.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sample, TestMemory } from '../test-memory.ts';
import { type ConvolutionCost, pitchOf } from './convolution.ts';
import { planDense, prepareDense } from './dense.ts';
import { planDirect } from './direct.ts';
import { planFewOutputs, prepareFewOutputs } from './few-outputs.ts';
import { type GenerationKernels, instantiateGenerationKernels } from './generation-kernels.ts';
import {
  anyGeometry,
  convolutionOf,
  fewOutputsGeometry,
  winogradGeometry,
} from './geometry.fixture.ts';
import {
  imagesOf,
  kernelOf,
  placeConvolution,
  placeDirect,
  placeWinograd,
} from './placed-convolution.fixture.ts';
import { PlacedLayer } from './placed-layer.fixture.ts';
import type { Axis, Geometry } from './reference/convolution.ts';
import { placeRows, rowsOf } from './rows.fixture.ts';
import { planWinograd } from './winograd.ts';

/** Each table begins at a cache line. */
const ALIGNMENT_WORDS = 64 / 4;

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

function forward(size: number, kernel: number, stride = 1): Axis {
  const before = Math.floor((kernel - stride) / 2);
  return { size, kernel, stride, before, outSize: Math.ceil(size / stride) };
}

function transposed(size: number, kernel: number, stride: number): Axis {
  const before = Math.floor(Math.max(kernel - stride, 0) / 2);
  return { size, kernel, stride, before, outSize: size * stride };
}

function square(axis: Axis, channels: number, filters: number, isTransposed = false): Geometry {
  return { transposed: isTransposed, rows: axis, columns: axis, channels, filters };
}

function epilogueFor(filters: number) {
  return placeRows(memory, rowsOf({ gain: true, bias: true }, filters, 1), { fn: 'linear' });
}

function placeDense(inputs: number, units: number, images: number) {
  const plan = planDense(inputs, units, images);
  const shape = { images, pixels: 1, outPixels: 1, channels: inputs, filters: units };
  const kernel = sample(inputs * units, 1);
  return new PlacedLayer(memory, shape, plan, kernel, (placement, staging) =>
    prepareDense(inputs, units, plan, placement, staging),
  );
}

function placeFewOutputs(geometry: Geometry, images: number) {
  const convolution = convolutionOf(geometry);
  const plan = defined(planFewOutputs(convolution));
  const kernel = kernelOf(geometry, 1);
  return placeConvolution(memory, geometry, images, kernel, plan, (placement, staging) =>
    prepareFewOutputs(convolution, plan, placement, staging),
  );
}

function defined<T>(plan: T | undefined): T {
  if (plan === undefined) throw new Error('expected a plan, got none');
  return plan;
}

describe('multiplications', () => {
  test('a direct convolution has one for every tap, channel and filter of an output', () => {
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
  ])('Winograd, $name: $products a tile', ({ axis, side, tiles, products }) => {
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
  ])('as many as planned are made where groups and panels are full: $name', (it) => {
    memory.reset();
    const images = 3;
    const layer = it.place(memory, it.geometry, images, kernelOf(it.geometry, 1));
    layer.write(imagesOf(it.geometry, images, 1));
    multiplications = 0;
    layer.run(images, epilogueFor(it.geometry.filters));
    const { multiplyAdds } = defined(it.plan(convolutionOf(it.geometry), images));
    expect(multiplications).toBe(images * multiplyAdds);
  });

  test.each([1, 4, 5])('as many as planned are made by a dense layer of %i', (images) => {
    memory.reset();
    const layer = placeDense(10, 48, images);
    layer.write(Array.from({ length: images }, (_, image) => sample(10, image)));
    multiplications = 0;
    layer.run(images, epilogueFor(48));
    expect(multiplications).toBe(images * planDense(10, 48, images).multiplyAdds);
  });

  test('as many as planned are made by the last layer', () => {
    memory.reset();
    const geometry = square(forward(10, 5), 3, 3);
    const layer = placeFewOutputs(geometry, 2);
    layer.write(imagesOf(geometry, 2, 1));
    multiplications = 0;
    layer.run(2, epilogueFor(3), true, 0);
    const plan = defined(planFewOutputs(convolutionOf(geometry)));
    expect(multiplications).toBe(2 * plan.multiplyAdds);
  });
});

describe('bytes', () => {
  /** Every weight is written, and of the tables all but what brings each to a cache line. */
  function expectFilled(layer: PlacedLayer<unknown>, tables: number): void {
    expect(memory.poisonedWords(layer.parts.weights)).toBe(0);
    expect(memory.poisonedWords(layer.parts.tables)).toBeLessThan(tables * ALIGNMENT_WORDS);
  }

  const batches = fc.integer({ min: 1, max: 9 });

  test('of a direct convolution are used', () => {
    fc.assert(
      fc.property(anyGeometry, batches, (geometry, images) => {
        memory.reset();
        const { phases } = convolutionOf(geometry);
        expectFilled(
          placeDirect(memory, geometry, images, kernelOf(geometry, 1)),
          2 * phases.length,
        );
      }),
    );
  });

  test('of a Winograd convolution are used', () => {
    fc.assert(
      fc.property(winogradGeometry, batches, (geometry, images) => {
        memory.reset();
        expectFilled(placeWinograd(memory, geometry, images, kernelOf(geometry, 1)), 5);
      }),
    );
  });

  test('of a dense layer are used', () => {
    fc.assert(
      fc.property(batches, batches, batches, (inputs, units, images) => {
        memory.reset();
        expectFilled(placeDense(inputs, 5 * units, images), 2);
      }),
    );
  });

  test('of the last layer are used, and its scratch', () => {
    fc.assert(
      fc.property(fewOutputsGeometry, batches, (geometry, images) => {
        memory.reset();
        const layer = placeFewOutputs(geometry, images);
        expectFilled(layer, 2);
        layer.write(imagesOf(geometry, images, 1));
        layer.run(images, epilogueFor(geometry.filters), false, 0);
        // A vector may be read up to 12 bytes past the last share.
        expect(memory.poisonedWords(layer.parts.scratch)).toBeLessThan(2 * ALIGNMENT_WORDS);
      }),
    );
  });

  test("of Winograd's scratch nine tenths are used by a layer of some size", () => {
    memory.reset();
    const geometry = square(forward(30, 3), 16, 16);
    const layer = placeWinograd(memory, geometry, 1, kernelOf(geometry, 1));
    layer.write(imagesOf(geometry, 1, 1));
    layer.run(1, epilogueFor(16));
    const { scratch } = layer.parts;
    expect(memory.poisonedWords(scratch)).toBeLessThan(0.1 * (scratch.sizeBytes / 4));
  });

  test('of packed weights are what the layouts say', () => {
    const convolution = convolutionOf(square(forward(8, 3), 5, 9));
    const bytesOf = ({ weightBytes }: ConvolutionCost) => weightBytes;
    expect(bytesOf(planDirect(convolution, 4))).toBe(4 * 9 * 5 * 16);
    expect(bytesOf(defined(planWinograd(convolution, 4)))).toBe(4 * 36 * 5 * 16);
    expect(bytesOf(planDense(5, 9, 4))).toBe(4 * 5 * 16);
    const last = convolutionOf(square(forward(8, 3), 5, 2));
    expect(bytesOf(defined(planFewOutputs(last)))).toBe(4 * 5 * pitchOf(3 * 3 * 2));
  });
});

describe('shapes that an algorithm does not take', () => {
  test.each([
    ['a stride', square(forward(9, 3, 2), 3, 8)],
    ['more than five taps', square(forward(9, 6), 3, 8)],
    ['a phase without taps', square(transposed(5, 1, 2), 3, 8, true)],
    ['a stride in one direction', { ...square(forward(9, 3), 3, 8), columns: forward(9, 3, 2) }],
  ])('Winograd: %s', (_, geometry) => {
    expect(planWinograd(convolutionOf(geometry), 1)).toBeUndefined();
  });

  test.each([
    ['five outputs', square(forward(9, 3), 3, 5)],
    ['a stride', square(forward(9, 3, 2), 3, 3)],
    ['several phases', square(transposed(5, 4, 2), 3, 3, true)],
  ])('the last layer: %s', (_, geometry) => {
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
});
