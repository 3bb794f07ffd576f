import { RandomStream } from '@comfy-edge/model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { carryClasses } from './carry-classes.ts';
import { classAxes } from './class-axes.ts';

const random = () => new RandomStream({ seed: 1, stream: 0 });

describe('classAxes', () => {
  it('finds rows, and channels behind others, and leaves the rest alone', () => {
    const shapes = (classes: number) =>
      new Map([
        ['norm/gamma', [classes, 4]],
        ['down1/kernel', [3, 3, 1 + classes, 8]],
        ['dense/kernel', [4, 4]],
      ]);
    expect([...classAxes(shapes, 4)]).toEqual([
      ['norm/gamma', { axis: 0, offset: 0 }],
      ['down1/kernel', { axis: 2, offset: 1 }],
    ]);
  });
});

describe('carryClasses', () => {
  const parent = ['bag', 'coat', 'shoe'];
  const rows = { shape: [3, 2], data: Float32Array.of(1, 2, 3, 4, 5, 6) };

  it('keeps the rows of known classes, wherever they are now', () => {
    const own = ['shoe', 'hat', 'bag'];
    const { shape, data } = carryClasses(rows, { axis: 0, offset: 0 }, { parent, own }, random());
    expect(shape).toEqual([3, 2]);
    expect([...data.slice(0, 2)]).toEqual([5, 6]);
    expect([...data.slice(4)]).toEqual([1, 2]);
  });

  it('begins a new class near the mean of the known ones, and no two alike', () => {
    const own = [...parent, 'hat', 'scarf'];
    const { data } = carryClasses(rows, { axis: 0, offset: 0 }, { parent, own }, random());
    const [hat, scarf] = [data.slice(6, 8), data.slice(8, 10)];
    const deviation = Math.sqrt(8 / 3);
    for (const row of [hat, scarf]) {
      expect(Math.abs((row[0] ?? 0) - 3)).toBeLessThan(0.5 * deviation);
      expect(Math.abs((row[1] ?? 0) - 4)).toBeLessThan(0.5 * deviation);
    }
    expect(hat).not.toEqual(scarf);
  });

  it('moves channels of any axis as a whole, those before the classes included', () => {
    fc.assert(
      fc.property(
        fc.record({
          outer: fc.integer({ min: 1, max: 3 }),
          offset: fc.nat(2),
          inner: fc.integer({ min: 1, max: 3 }),
          own: fc.shuffledSubarray(parent, { minLength: 1 }),
        }),
        ({ outer, offset, inner, own }) => {
          const shape = [outer, offset + parent.length, inner];
          const size = shape.reduce((product, length) => product * length, 1);
          const data = Float32Array.from({ length: size }, (_, index) => index);
          const carried = carryClasses(
            { shape, data },
            { axis: 1, offset },
            { parent, own },
            random(),
          );
          expect(carried.shape).toEqual([outer, offset + own.length, inner]);
          const expected = Array.from({ length: outer }, (_, at) =>
            [
              ...Array.from({ length: offset }, (_, channel) => channel),
              ...own.map((name) => offset + parent.indexOf(name)),
            ].flatMap((channel) =>
              Array.from(
                { length: inner },
                (_, index) => (at * (offset + parent.length) + channel) * inner + index,
              ),
            ),
          ).flat();
          expect([...carried.data]).toEqual(expected);
        },
      ),
    );
  });
});
