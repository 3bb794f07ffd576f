import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inputsOf } from '../edges.ts';
import { evaluate } from '../evaluate.ts';
import { arbitraryExample, randomWeights } from '../fixtures/arbitrary-network.ts';
import { difference } from '../fixtures/closeness.ts';
import { smallGenerator } from '../fixtures/small-generator.ts';
import type { Graph, Network, Node } from '../graph.ts';
import { parseGraph } from '../parse-graph.ts';
import { checkWeights } from '../weight-shapes.ts';
import { compile } from './compile.ts';
import { dropDeadNodes } from './drop-dead-nodes.ts';
import { foldBatchNorms } from './fold-batch-norms.ts';
import { foldEmbeddings } from './fold-embeddings.ts';
import { fuseActivations } from './fuse-activations.ts';
import { lowerTransposedConvolutions } from './lower-transposed-convolutions.ts';

/** f32 rounding through a handful of layers; a wrong tap, channel or class is wrong by 0.01 and more. */
const tolerance = 1e-5;

const passes: readonly [string, (network: Network) => Network][] = [
  ['dropDeadNodes', dropDeadNodes],
  ['foldEmbeddings', foldEmbeddings],
  ['foldBatchNorms', foldBatchNorms],
  ['fuseActivations', fuseActivations],
  ['lowerTransposedConvolutions', lowerTransposedConvolutions],
  ['compile', compile],
  ['compile, then lower', (network) => lowerTransposedConvolutions(compile(network))],
  ['lower, then compile', (network) => compile(lowerTransposedConvolutions(network))],
];

describe.each(passes)('%s', (_, pass) => {
  it('keeps the output', () => {
    fc.assert(
      fc.property(arbitraryExample, ({ network, input, classIndex }) => {
        const expected = evaluate(network, input, classIndex);
        const rewritten = pass(network);
        checkWeights(rewritten.graph, rewritten.weights);
        expect(difference(expected, evaluate(rewritten, input, classIndex))).toBeLessThan(
          tolerance,
        );
      }),
      { numRuns: 300 },
    );
  });

  it('changes nothing the second time, and never its argument', () => {
    fc.assert(
      fc.property(arbitraryExample, ({ network }) => {
        const before = structuredClone(network);
        const once = pass(network);
        expect(network).toEqual(before);
        expect(pass(once)).toEqual(once);
      }),
      { numRuns: 100 },
    );
  });
});

describe('compile', () => {
  it('leaves a generator nothing but kernels, reshapes and sums', () => {
    const { graph } = compile(smallGenerator);
    expect(graph.nodes.map(({ op, id }) => `${op} ${id}`)).toEqual([
      'input z',
      'dense dense',
      'reshape image',
      'convTranspose2d up1',
      'conv2d mix',
      'add residual',
      'convTranspose2d up2',
      'conv2d pixels',
    ]);
    expect(graph.nodes[1]).toMatchObject({
      bias: 'perClass',
      gain: 'none',
      activation: { fn: 'leakyRelu' },
    });
    expect(graph.nodes[3]).toMatchObject({ bias: 'perClass', gain: 'perClass' });
    expect(graph.nodes.at(-1)).toMatchObject({ bias: 'shared', activation: { fn: 'tanh' } });
  });

  it('keeps every class apart', () => {
    const input = Float32Array.from([0.3, -1, 0.7, 2]);
    const compiled = lowerTransposedConvolutions(compile(smallGenerator));
    const images = [0, 1, 2].map((classIndex) => {
      const expected = evaluate(smallGenerator, input, classIndex);
      expect(difference(expected, evaluate(compiled, input, classIndex))).toBeLessThan(tolerance);
      return expected.join();
    });
    expect(new Set(images).size).toBe(3);
  });

  it('refuses weights that are not finite', () => {
    const weights = new Map(smallGenerator.weights);
    weights.set('pixels/bias', { shape: [1], data: Float32Array.of(Number.NaN) });
    expect(() => compile({ graph: smallGenerator.graph, weights })).toThrow(
      'pixels/bias: expected finite values, got NaN at 0',
    );
  });
});

describe('values read twice', () => {
  const plain = { bias: 'none', gain: 'none' } as const;
  const twice = (second: Node): Network => {
    const nodes: Node[] = [
      { op: 'input', id: 'x', shape: [3] },
      { op: 'dense', id: 'd', input: 'x', units: 3, ...plain },
      second,
      { op: 'add', id: 'sum', inputs: ['d', second.id] },
    ];
    const graph: Graph = { classCount: 2, nodes };
    return { graph, weights: randomWeights(graph) };
  };

  it('keeps a batch normalization whose input is read elsewhere', () => {
    const network = twice({
      op: 'batchNorm',
      id: 'b',
      input: 'd',
      epsilon: 1e-3,
      conditional: true,
    });
    expect(foldBatchNorms(network)).toEqual(network);
  });

  it('keeps an activation whose input is read elsewhere', () => {
    const network = twice({ op: 'activation', id: 'a', input: 'd', activation: { fn: 'relu' } });
    expect(fuseActivations(network)).toEqual(network);
  });

  it('folds an embedding into each dense reader and keeps it for the others', () => {
    const nodes: Node[] = [
      { op: 'input', id: 'x', shape: [2] },
      { op: 'classEmbedding', id: 'e', input: 'x', size: 2 },
      { op: 'dense', id: 'd', input: 'e', units: 4, ...plain },
      { op: 'add', id: 'sum', inputs: ['e', 'd'] },
    ];
    const graph: Graph = { classCount: 2, nodes };
    const folded = foldEmbeddings({ graph, weights: randomWeights(graph) });
    expect(folded.graph.nodes.map((node) => inputsOf(node))).toEqual([
      [],
      ['x'],
      ['x'],
      ['e', 'd'],
    ]);
    expect(folded.weights.get('d/kernel')?.shape).toEqual([2, 4]);
  });
});

describe('lowerTransposedConvolutions', () => {
  it('makes four 3×3-or-smaller convolutions of a 5×5 kernel with stride 2', () => {
    const { graph } = lowerTransposedConvolutions(smallGenerator);
    const phases = graph.nodes.filter((node) => node.op === 'conv2d' && node.id.startsWith('up2.'));
    expect(phases).toMatchObject([
      { id: 'up2.phase0', kernel: [2, 2], padding: [1, 1, 0, 0] },
      { id: 'up2.phase1', kernel: [2, 3], padding: [1, 1, 0, 1] },
      { id: 'up2.phase2', kernel: [3, 2], padding: [1, 1, 1, 0] },
      { id: 'up2.phase3', kernel: [3, 3], padding: [1, 1, 1, 1] },
    ]);
    expect(graph.nodes.some((node) => node.op === 'convTranspose2d')).toBe(false);
  });

  it('gives graphs that parse, also where the stride is longer than the kernel', () => {
    fc.assert(
      fc.property(arbitraryExample, ({ network }) => {
        const { graph } = lowerTransposedConvolutions(network);
        expect(parseGraph(graph)).toEqual(graph);
      }),
    );
  });

  it('does not take an id that is in use', () => {
    const nodes: Node[] = [
      { op: 'input', id: 'u.phase0', shape: [2, 2, 1] },
      {
        op: 'convTranspose2d',
        id: 'u',
        input: 'u.phase0',
        filters: 1,
        kernel: [2, 2],
        stride: 2,
        bias: 'none',
        gain: 'none',
      },
    ];
    const graph: Graph = { classCount: 1, nodes };
    const lowered = lowerTransposedConvolutions({ graph, weights: randomWeights(graph) });
    expect(lowered.graph.nodes.map(({ id }) => id)).toEqual([
      'u.phase0',
      'u.phase0_',
      'u.phase1',
      'u.phase2',
      'u.phase3',
      'u',
    ]);
  });
});
