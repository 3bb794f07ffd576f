/**
 * The bytes of the plans: as many as are used. That they are enough is tested with each kernel, by what
 * guards them.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sample, TestMemory } from '../test-memory.ts';
import { type ConvolutionCost, pitchOf } from './convolution.ts';
import { defined } from './defined.fixture.ts';
import { planDense } from './dense.ts';
import { planDirect } from './direct.ts';
import { planFewOutputs } from './few-outputs.ts';
import { instantiateGenerationKernels } from './generation-kernels.ts';
import {
  anyGeometry,
  convolutionOf,
  fewOutputsGeometry,
  winogradGeometry,
} from './geometry.fixture.ts';
import {
  imagesOf,
  kernelOf,
  placeDirect,
  placeFewOutputs,
  placeWinograd,
} from './placed-convolution.fixture.ts';
import { placeDense } from './placed-dense.fixture.ts';
import type { PlacedLayer } from './placed-layer.fixture.ts';
import { placeRows, rowsOf } from './rows.fixture.ts';
import { forward, square } from './same-padding.fixture.ts';
import { planWinograd } from './winograd-plan.ts';

/** Each table begins at a cache line. */
const ALIGNMENT_WORDS = 64 / 4;

const memory = new TestMemory('generation', instantiateGenerationKernels);

function epilogueFor(filters: number) {
  return placeRows(memory, rowsOf({ gain: true, bias: true }, filters, 1), { fn: 'linear' });
}

/** Every weight is written, and of the tables all but what brings each to a cache line. */
function expectFilled(layer: PlacedLayer<unknown>, tables: number): void {
  expect(memory.poisonedWords(layer.parts.weights)).toBe(0);
  expect(memory.poisonedWords(layer.parts.tables)).toBeLessThan(tables * ALIGNMENT_WORDS);
}

const batches = fc.integer({ min: 1, max: 9 });

test('all bytes of a direct convolution are used', () => {
  fc.assert(
    fc.property(anyGeometry, batches, (geometry, images) => {
      memory.reset();
      const { phases } = convolutionOf(geometry);
      expectFilled(placeDirect(memory, geometry, images, kernelOf(geometry, 1)), 2 * phases.length);
    }),
  );
});

test('all bytes of a Winograd convolution are used', () => {
  fc.assert(
    fc.property(winogradGeometry, batches, (geometry, images) => {
      memory.reset();
      expectFilled(placeWinograd(memory, geometry, images, kernelOf(geometry, 1)), 5);
    }),
  );
});

test('all bytes of a dense layer are used', () => {
  fc.assert(
    fc.property(batches, batches, batches, (inputs, units, images) => {
      memory.reset();
      expectFilled(placeDense(memory, inputs, images, sample(inputs * 5 * units, 1)), 2);
    }),
  );
});

test('all bytes of the last layer are used, and its scratch', () => {
  fc.assert(
    fc.property(fewOutputsGeometry, batches, (geometry, images) => {
      memory.reset();
      const layer = placeFewOutputs(memory, geometry, images, kernelOf(geometry, 1));
      expectFilled(layer, 2);
      layer.write(imagesOf(geometry, images, 1));
      layer.run(images, epilogueFor(geometry.filters), false, 0);
      // A vector may be read up to 12 bytes past the last share.
      expect(memory.poisonedWords(layer.parts.scratch)).toBeLessThan(2 * ALIGNMENT_WORDS);
    }),
  );
});

test("nine tenths of Winograd's scratch are used by a layer of some size", () => {
  memory.reset();
  const geometry = square(forward(30, 3), 16, 16);
  const layer = placeWinograd(memory, geometry, 1, kernelOf(geometry, 1));
  layer.write(imagesOf(geometry, 1, 1));
  layer.run(1, epilogueFor(16));
  const { scratch } = layer.parts;
  expect(memory.poisonedWords(scratch)).toBeLessThan(0.1 * (scratch.sizeBytes / 4));
});

test('packed weights take what their layouts say', () => {
  const convolution = convolutionOf(square(forward(8, 3), 5, 9));
  const bytesOf = ({ weightBytes }: ConvolutionCost) => weightBytes;
  expect(bytesOf(planDirect(convolution, 4))).toBe(4 * 9 * 5 * 16);
  expect(bytesOf(defined(planWinograd(convolution, 4)))).toBe(4 * 36 * 5 * 16);
  expect(bytesOf(planDense(5, 9, 4))).toBe(4 * 5 * 16);
  const last = convolutionOf(square(forward(8, 3), 5, 2));
  expect(bytesOf(defined(planFewOutputs(last)))).toBe(4 * 5 * pitchOf(3 * 3 * 2));
});
