/** Stored weights brought into one order, int8 codes expanded: exact, since a product is rounded once. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sample, TestMemory } from '../test-memory.ts';
import { pitchOf } from './convolution.ts';
import { instantiateGenerationKernels } from './generation-kernels.ts';
import { type StoredShape, stage } from './reference/weights.ts';

const memory = new TestMemory('generation', instantiateGenerationKernels);
const { kernels } = memory;

const shapes: fc.Arbitrary<StoredShape> = fc.record({
  taps: fc.integer({ min: 1, max: 25 }),
  channels: fc.integer({ min: 1, max: 19 }),
  filters: fc.integer({ min: 1, max: 19 }),
  filtersFirst: fc.boolean(),
});

/** Arguments that say how a tensor is stored and where it goes. */
function orderOf({ taps, channels, filters, filtersFirst }: StoredShape) {
  const [channelStride, filterStride] = filtersFirst ? [1, channels] : [filters, 1];
  return [taps, channels, filters, channelStride, filterStride, pitchOf(filters)] as const;
}

function outputOf({ taps, channels, filters }: StoredShape) {
  return memory.region(4 * taps * channels * pitchOf(filters));
}

test('stageFloats reorders and fills up', () => {
  fc.assert(
    fc.property(shapes, fc.nat(), (shape, seed) => {
      memory.reset();
      const stored = sample(shape.taps * shape.channels * shape.filters, seed);
      const values = memory.floats(stored);
      const out = outputOf(shape);
      const strays = memory.strays(() => {
        kernels.stageFloats(values, out.address, ...orderOf(shape));
      }, [out]);
      expect(strays).toEqual([]);
      const expected = stage(stored, shape, pitchOf(shape.filters));
      expect(memory.read(out.address, expected.length)).toEqual(expected);
    }),
  );
});

test('stageInt8 expands every code by the scale of its filter', () => {
  fc.assert(
    fc.property(shapes, fc.nat(), (shape, seed) => {
      memory.reset();
      const { taps, channels, filters, filtersFirst } = shape;
      const count = taps * channels * filters;
      const codes = Int8Array.from({ length: count }, (_, index) => 37 * index + seed);
      const scaleRow = sample(filters, seed).map((value) => value / 127);
      const filterOf = (index: number) =>
        filtersFirst ? Math.floor(index / channels) % filters : index % filters;
      const expanded = Float32Array.from(
        codes,
        (code, index) => code * (scaleRow[filterOf(index)] ?? Number.NaN),
      );
      const scales = memory.floats(scaleRow);
      const stored = memory.region(count);
      new Int8Array(memory.memory.buffer, stored.address, count).set(codes);
      const out = outputOf(shape);
      const strays = memory.strays(() => {
        kernels.stageInt8(stored.address, scales, out.address, ...orderOf(shape));
      }, [out]);
      expect(strays).toEqual([]);
      const expected = stage(expanded, shape, pitchOf(filters));
      expect(memory.read(out.address, expected.length)).toEqual(expected);
    }),
  );
});

test('every int8 code is expanded as f32 arithmetic has it', () => {
  memory.reset();
  const codes = Int8Array.from({ length: 256 }, (_, index) => index - 128);
  const scale = Math.fround(0.0123);
  const stored = memory.region(256);
  new Int8Array(memory.memory.buffer, stored.address, 256).set(codes);
  const out = memory.space(256 * 8);
  kernels.stageInt8(stored.address, memory.floats([scale]), out, 256, 1, 1, 1, 1, 8);
  const expanded = memory.read(out, 256 * 8).filter((_, index) => index % 8 === 0);
  expect(expanded).toEqual(Array.from(codes, (code) => Math.fround(code * scale)));
});
