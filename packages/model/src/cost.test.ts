import { describe, expect, it } from 'vitest';
import { checkBudget, countMultiplyAdds } from './cost.ts';
import { smallGeneratorGraph } from './fixtures/small-generator.ts';
import type { Graph, Node } from './graph.ts';
import { printGraph } from './print-graph.ts';
import { countParameters, weightShapes } from './weight-shapes.ts';

const plain = { bias: 'none', gain: 'none' } as const;

/** The article's 56×56×3 generator without its normalizations. */
const reference56: Graph = {
  classCount: 1,
  nodes: [
    { op: 'input', id: 'z', shape: [100] },
    { op: 'dense', id: 'dense', input: 'z', units: 6272, ...plain },
    { op: 'reshape', id: 'up0', input: 'dense', shape: [7, 7, 128] },
    ...[1, 2, 3, 4].map(
      (layer): Node => ({
        op: 'convTranspose2d',
        id: `up${layer}`,
        input: `up${layer - 1}`,
        filters: 128,
        kernel: [5, 5],
        stride: layer === 1 ? 1 : 2,
        ...plain,
      }),
    ),
    {
      op: 'conv2d',
      id: 'pixels',
      input: 'up4',
      filters: 3,
      kernel: [5, 5],
      stride: 1,
      padding: 'same',
      bias: 'shared',
      gain: 'none',
    },
  ],
};

describe('cost', () => {
  it('counts the multiply-adds of the reference network by hand', () => {
    const up = 25 * 128 * 128;
    const byHand = 100 * 6272 + 49 * up + 49 * up + 196 * up + 784 * up + 3136 * 25 * 128 * 3;
    expect(countMultiplyAdds(reference56)).toBe(byHand);
    expect(Math.round(byHand / 1e6)).toBe(472);
  });

  it('counts parameters by hand', () => {
    expect(countParameters(reference56)).toBe(100 * 6272 + 4 * 25 * 128 * 128 + 25 * 128 * 3 + 3);
  });

  it('names the weights and their shapes', () => {
    expect(Object.fromEntries(weightShapes(smallGeneratorGraph))).toEqual({
      'class/table': [3, 3],
      'dense/kernel': [7, 24],
      'norm0/mean': [6],
      'norm0/variance': [6],
      'norm0/gamma': [6],
      'norm0/beta': [6],
      'up1/kernel': [4, 4, 4, 6],
      'norm1/mean': [4],
      'norm1/variance': [4],
      'norm1/gamma': [3, 4],
      'norm1/beta': [3, 4],
      'mix/kernel': [3, 3, 4, 4],
      'norm2/mean': [4],
      'norm2/variance': [4],
      'norm2/gamma': [3, 4],
      'norm2/beta': [3, 4],
      'up2/kernel': [5, 5, 2, 4],
      'pixels/kernel': [3, 3, 2, 1],
      'pixels/bias': [1],
    });
  });

  it('refuses what costs more than the budget, with the figures', () => {
    const budget = { multiplyAdds: 1e9, parameterBytes: 1e8, activationBytes: 1e8 };
    expect(() => checkBudget(reference56, budget)).not.toThrow();
    expect(() => checkBudget(reference56)).not.toThrow();
    expect(() => checkBudget(reference56, { ...budget, multiplyAdds: 1000 })).toThrow(
      `expected at most 1000 multiply-adds, got ${countMultiplyAdds(reference56)}`,
    );
    expect(() => checkBudget(reference56, { ...budget, parameterBytes: 1000 })).toThrow(
      `expected at most 1000 bytes of f32 parameters, got ${4 * countParameters(reference56)}`,
    );
    expect(() => checkBudget(reference56, { ...budget, activationBytes: 1000 })).toThrow(
      'expected at most 1000 bytes of f32 activations, got ',
    );
  });

  it('prints a table', () => {
    expect(printGraph(smallGeneratorGraph)).toMatchInlineSnapshot(`
      "node      operation                 inputs      output  parameters  multiply-adds
      z         input                                 4       0           0
      class     classEmbedding 3          z           7       9           0
      dense     dense                     class       24      168         168
      image     reshape                   dense       2×2×6   0           0
      norm0     batchNorm                 image       2×2×6   24          0
      act0      leakyRelu 0.2             norm0       2×2×6   0           0
      up1       convTranspose2d 4×4 ×2    act0        4×4×4   384         1536
      norm1     batchNorm per class       up1         4×4×4   32          0
      act1      leakyRelu 0.2             norm1       4×4×4   0           0
      mix       conv2d 3×3 /1 same        act1        4×4×4   144         2304
      norm2     batchNorm per class       mix         4×4×4   32          0
      residual  add                       act1 norm2  4×4×4   0           0
      up2       convTranspose2d 5×5 ×2    residual    8×8×2   200         3200
      act2      relu                      up2         8×8×2   0           0
      pixels    conv2d 3×3 /1 same +bias  act2        8×8×1   19          1152
      tanh      tanh                      pixels      8×8×1   0           0
      total     3 classes                                     1012        8360"
    `);
  });
});
