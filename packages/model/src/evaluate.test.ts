import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate } from './evaluate.ts';
import { uniform } from './fixtures/arbitrary-network.ts';
import type { Graph, Node, Padding, Shape, Tensor } from './graph.ts';

const plain = { bias: 'none', gain: 'none' } as const;

function run(nodes: Node[], weights: Record<string, Tensor>, input: number[], classIndex = 0) {
  const graph: Graph = { classCount: 2, nodes };
  const network = { graph, weights: new Map(Object.entries(weights)) };
  return [...evaluate(network, Float32Array.from(input), classIndex)];
}

function tensor(shape: number[], data: number[]): Tensor {
  return { shape, data: Float32Array.from(data) };
}

function input(...shape: Shape): Node {
  return { op: 'input', id: 'x', shape };
}

describe('evaluate', () => {
  it('multiplies by [in, out], then by the gain, adds the bias of the class and activates', () => {
    const dense: Node = {
      op: 'dense',
      id: 'd',
      input: 'x',
      units: 2,
      bias: 'perClass',
      gain: 'perClass',
      activation: { fn: 'leakyRelu', slope: 0.5 },
    };
    const weights = {
      'd/kernel': tensor([3, 2], [1, 2, 3, 4, 5, 6]),
      'd/gain': tensor([2, 2], [9, 9, 10, -1]),
      'd/bias': tensor([2, 2], [9, 9, 0.5, 1]),
    };
    // x·W = [1+6+15, 2+8+18] = [22, 28]; class 1: [220.5, -27 · 0.5]
    expect(run([input(3), dense], weights, [1, 2, 3], 1)).toEqual([220.5, -13.5]);
  });

  it('appends the row of the class', () => {
    const node: Node = { op: 'classEmbedding', id: 'e', input: 'x', size: 2 };
    const weights = { 'e/table': tensor([2, 2], [1, 2, 3, 4]) };
    expect(run([input(1), node], weights, [7], 1)).toEqual([7, 3, 4]);
  });

  it('normalizes by the statistics, then by the class', () => {
    const node: Node = { op: 'batchNorm', id: 'b', input: 'x', epsilon: 1, conditional: true };
    const weights = {
      'b/mean': tensor([2], [1, 2]),
      'b/variance': tensor([2], [3, 8]),
      'b/gamma': tensor([2, 2], [9, 9, 10, 30]),
      'b/beta': tensor([2, 2], [9, 9, 1, 2]),
    };
    expect(run([input(1, 1, 2), node], weights, [3, 5], 1)).toEqual([11, 32]);
  });

  it('pads `same` at the bottom and right first', () => {
    const conv = (padding: Padding): Node => ({
      op: 'conv2d',
      id: 'c',
      input: 'x',
      filters: 1,
      kernel: [1, 2],
      stride: 1,
      padding,
      ...plain,
    });
    const weights = { 'c/kernel': tensor([1, 2, 1, 1], [1, 10]) };
    expect(run([input(1, 3, 1), conv('same')], weights, [1, 2, 3])).toEqual([21, 32, 3]);
    expect(run([input(1, 3, 1), conv([0, 1, 0, 0])], weights, [1, 2, 3])).toEqual([10, 21, 32]);
  });

  it('spreads a pixel by the transposed kernel', () => {
    const up: Node = {
      op: 'convTranspose2d',
      id: 'u',
      input: 'x',
      filters: 1,
      kernel: [1, 3],
      stride: 2,
      ...plain,
    };
    const weights = { 'u/kernel': tensor([1, 3, 1, 1], [1, 10, 100]) };
    // Crop (3 - 2) / 2 = 0 before: 1·[1,10,100] at 0 and 2·[1,10,100] at 2, cut to 4 columns.
    const row = [1, 10, 102, 20];
    expect(run([input(1, 2, 1), up], weights, [1, 2])).toEqual([...row, 0, 0, 0, 0]);
  });

  it('weaves the phases in row-major order', () => {
    const nodes: Node[] = [
      input(1, 1, 1),
      ...[1, 2, 3].map(
        (n): Node => ({ op: 'add', id: `p${n}`, inputs: ['x', n === 1 ? 'x' : `p${n - 1}`] }),
      ),
      { op: 'interleave', id: 'w', inputs: ['x', 'p1', 'p2', 'p3'], factor: 2 },
    ];
    expect(run(nodes, {}, [1])).toEqual([1, 2, 3, 4]);
  });

  it('makes the transposed convolution the adjoint of the `same` convolution', () => {
    const size = fc.integer({ min: 1, max: 4 });
    const side = fc.integer({ min: 1, max: 6 });
    const sizes = fc.record({
      height: size,
      width: size,
      kernel: fc.tuple(side, side),
      stride: fc.integer({ min: 1, max: 3 }),
      wide: fc.integer({ min: 1, max: 3 }),
      narrow: fc.integer({ min: 1, max: 3 }),
      seed: fc.integer(),
    });
    fc.assert(
      fc.property(sizes, ({ height, width, kernel, stride, wide, narrow, seed }) => {
        const random = uniform(seed);
        const numbers = (length: number) => Array.from({ length }, () => random() * 2 - 1);
        const big: Shape = [height * stride, width * stride, narrow];
        const small: Shape = [height, width, wide];
        const shared = { kernel, stride, ...plain };
        const down: Node = {
          op: 'conv2d',
          id: 'k',
          input: 'x',
          filters: wide,
          padding: 'same',
          ...shared,
        };
        const up: Node = { op: 'convTranspose2d', id: 'k', input: 'x', filters: narrow, ...shared };
        // One array serves both: [kh, kw, in, out] of the one is [kh, kw, out, in] of the other.
        const weights = {
          'k/kernel': tensor(
            [...kernel, narrow, wide],
            numbers(kernel[0] * kernel[1] * narrow * wide),
          ),
        };
        const x = numbers(big[0] * big[1] * narrow);
        const y = numbers(height * width * wide);
        const dot = (a: number[], b: number[]) =>
          a.reduce((total, value, index) => total + value * (b[index] ?? Number.NaN), 0);
        const left = dot(run([input(...big), down], weights, x), y);
        const right = dot(x, run([input(...small), up], weights, y));
        expect(Math.abs(left - right)).toBeLessThan(1e-4);
      }),
      { numRuns: 200 },
    );
  });

  it('refuses a class or an input that the graph does not have', () => {
    expect(() => run([input(2)], {}, [1, 2], 2)).toThrow('expected a class below 2, got 2');
    expect(() => run([input(2)], {}, [1, 2], 0.5)).toThrow('expected a class below 2, got 0.5');
    expect(() => run([input(2)], {}, [1])).toThrow('expected 2 input values, got 1');
    const dense: Node = { op: 'dense', id: 'd', input: 'x', units: 1, ...plain };
    expect(() => run([input(2), dense], {}, [1, 2])).toThrow(
      expect.objectContaining({ code: 'weights_invalid' }),
    );
  });
});
