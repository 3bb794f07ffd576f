import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { permuteAxes } from './permute.ts';
import type { StoredTensor } from './stored-weights.ts';

const shapeAndAxes = fc
  .array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 })
  .chain((shape) =>
    fc.record({
      shape: fc.constant(shape),
      axes: fc.shuffledSubarray(
        shape.map((_, axis) => axis),
        { minLength: shape.length },
      ),
    }),
  );

function counting(shape: readonly number[]): StoredTensor & { dtype: 'F32' } {
  const size = shape.reduce((product, length) => product * length, 1);
  return { dtype: 'F32', shape, data: Float32Array.from({ length: size }, (_, i) => i) };
}

describe('permuteAxes', () => {
  it('transposes a matrix', () => {
    const { shape, data } = permuteAxes(counting([2, 3]), [1, 0]);
    expect(shape).toEqual([3, 2]);
    expect([...data]).toEqual([0, 3, 1, 4, 2, 5]);
  });

  it('puts every element where its permuted position says', () => {
    fc.assert(
      fc.property(shapeAndAxes, ({ shape, axes }) => {
        const permuted = permuteAxes(counting(shape), axes);
        permuted.data.forEach((value, target) => {
          const position = unravel(target, permuted.shape);
          const source = shape.map((_, axis) => position[axes.indexOf(axis)] ?? Number.NaN);
          expect(unravel(value, shape)).toEqual(source);
        });
      }),
    );
  });

  it('takes the axis of int8 scales along', () => {
    const scales = Float32Array.of(1, 2, 3);
    const data = Int8Array.of(1, 2, 3, 4, 5, 6);
    const permuted = permuteAxes({ dtype: 'I8', shape: [2, 3], data, axis: 1, scales }, [1, 0]);
    expect(permuted).toEqual({
      ...{ dtype: 'I8', shape: [3, 2], data: Int8Array.of(1, 4, 2, 5, 3, 6), axis: 0, scales },
    });
  });

  it.each([[[0]], [[0, 0]], [[0, 2]]])('refuses %j as the axes of a matrix', (axes) => {
    expect(() => permuteAxes(counting([2, 2]), axes)).toThrow('expected each of 2 axes once');
  });
});

function unravel(index: number, shape: readonly number[]): number[] {
  const position: number[] = [];
  let rest = index;
  for (const length of shape.toReversed()) {
    position.unshift(rest % length);
    rest = Math.floor(rest / length);
  }
  return position;
}
