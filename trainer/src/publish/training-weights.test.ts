import { type Tensor, writeSafetensors } from '@comfy-edge/model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsedOrRefused, tampered } from '../../../packages/model/src/fixtures/tampering.ts';
import { decodeTrainingWeights, encodeTrainingWeights } from './training-weights.ts';

const weights = {
  classes: ['circle', 'square'],
  tensors: new Map<string, Tensor>([
    ['generator/dense/kernel', { shape: [2, 2], data: Float32Array.of(0.5, -1.25, 3, 0.1) }],
    ['generator/norm/gamma', { shape: [2, 1], data: Float32Array.of(1.1, 0.9) }],
    ['discriminator/logit/kernel', { shape: [2, 1], data: Float32Array.of(1e6, 1) }],
  ]),
};

describe('training weights', () => {
  it('come back: kernels to float16, what float16 cannot hold and all else to the bit', () => {
    const { classes, tensors } = decodeTrainingWeights(encodeTrainingWeights(weights));
    expect(classes).toEqual(weights.classes);
    expect([...tensors.keys()].sort()).toEqual([...weights.tensors.keys()].sort());
    const half = tensors.get('generator/dense/kernel')?.data;
    expect(half?.[1]).toBe(-1.25);
    expect(half?.[3]).not.toBe(Math.fround(0.1));
    expect(half?.[3]).toBeCloseTo(0.1, 4);
    for (const name of ['generator/norm/gamma', 'discriminator/logit/kernel']) {
      expect(tensors.get(name)).toEqual(weights.tensors.get(name));
    }
  });

  const f32 = (value: number) =>
    ({ dtype: 'F32', shape: [1], data: Float32Array.of(value) }) as const;
  it.each([
    [
      'another file',
      writeSafetensors(new Map([['a', f32(1)]])),
      /expected weights of format .*, got none/,
    ],
    ['no classes', file([]), /expected the names of the classes as JSON/],
    [
      'an infinite weight',
      file(['a'], Number.POSITIVE_INFINITY),
      /x: expected finite values, got Infinity/,
    ],
  ])('%s is refused', (_, bytes, message) => {
    expect(() => decodeTrainingWeights(bytes)).toThrow(message);
  });

  function file(classes: readonly string[], value = 1): Uint8Array {
    return encodeTrainingWeights({
      classes,
      tensors: new Map([['x', { shape: [1], data: Float32Array.of(value) }]]),
    });
  }

  it('any bytes are read or refused by name', () => {
    fc.assert(
      fc.property(tampered(encodeTrainingWeights(weights)), (bytes) => {
        const read = parsedOrRefused(
          () => decodeTrainingWeights(bytes),
          ['safetensors_invalid', 'weights_invalid'],
        );
        for (const { data } of read?.tensors.values() ?? []) {
          expect(data.every(Number.isFinite)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
});
