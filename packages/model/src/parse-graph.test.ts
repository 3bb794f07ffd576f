import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryGraph } from './fixtures/arbitrary-network.ts';
import { smallGeneratorGraph } from './fixtures/small-generator.ts';
import { parsedOrRefused } from './fixtures/tampering.ts';
import { ModelError } from './model-error.ts';
import { parseGraph } from './parse-graph.ts';

const input = { op: 'input', id: 'x', shape: [4, 4, 2] };
const plain = { bias: 'none', gain: 'none' };
const conv = {
  op: 'conv2d',
  id: 'c',
  input: 'x',
  filters: 2,
  kernel: [3, 3],
  stride: 1,
  padding: 'same',
  ...plain,
};
const up = {
  op: 'convTranspose2d',
  id: 'u',
  input: 'x',
  filters: 2,
  kernel: [2, 2],
  stride: 2,
  ...plain,
};
const graph = (...nodes: unknown[]) => ({ classCount: 2, nodes });

const refused: readonly [what: string, json: unknown, message: string][] = [
  ['not an object', 7, 'Object'],
  ['no nodes', graph(), 'nodes: '],
  ['a fractional class count', { ...graph(input), classCount: 1.5 }, 'classCount: '],
  ['too many nodes', graph(...Array.from({ length: 513 }, () => input)), 'nodes: '],
  ['an unknown operation', graph(input, { ...conv, op: 'eval' }), 'nodes.1.op: '],
  ['an unknown field', graph({ ...input, extra: 1 }), 'nodes.0.extra: '],
  ['a missing field', graph(input, { ...conv, stride: undefined }), 'expected JSON'],
  ['a name with a slash', graph({ ...input, id: 'a/b' }), 'nodes.0.id: '],
  ['an inherited name', graph({ ...input, id: 'constructor' }), 'nodes.0.id: '],
  [
    'a key of the prototype',
    JSON.parse('{"classCount":1,"nodes":[],"__proto__":{}}'),
    '"__proto__"',
  ],
  ['an inherited key', graph({ ...input, toString: 1 }), '"toString"'],
  ['a number that is not finite', graph({ ...input, shape: [Number.NaN] }), 'finite'],
  ['an instance of a class', graph(new Date()), 'plain objects'],
  ['a dimension of 0', graph({ ...input, shape: [0] }), 'nodes.0.shape'],
  ['a rank of 2', graph({ ...input, shape: [2, 2] }), 'nodes.0.shape'],
  ['too large an image', graph({ ...input, shape: [65536, 65536, 2] }), 'at most 4194304 elements'],
  ['a huge stride', graph(input, { ...up, stride: 1000 }), 'nodes.1.stride: '],
  [
    'a slope that is not in [0, 1]',
    graph(input, { ...conv, activation: { fn: 'leakyRelu', slope: -1 } }),
    'slope',
  ],
  [
    'a kernel smaller than its stride',
    graph(input, { ...up, kernel: [2, 1] }),
    'at least the stride 2, got 2×1',
  ],
  ['an id twice', graph(input, { ...conv, id: 'x' }), 'expected a unique id'],
  [
    'an input that comes later',
    graph(input, { ...conv, input: 'u' }, up),
    'an earlier node, got "u"',
  ],
  [
    'an input that is the node itself',
    graph(input, { ...conv, input: 'c' }),
    'an earlier node, got "c"',
  ],
  ['no input node', graph(conv), 'first node, and no other'],
  ['two input nodes', graph(input, { ...input, id: 'y' }), 'first node, and no other'],
  [
    'an image into a dense layer',
    graph(input, { op: 'dense', id: 'd', input: 'x', units: 1, ...plain }),
    'expected a vector as input, got [4,4,2]',
  ],
  ['a vector into a convolution', graph({ ...input, shape: [4] }, conv), 'got [4]'],
  [
    'a kernel that does not fit',
    graph(input, { ...conv, kernel: [5, 5], padding: [0, 0, 0, 0] }),
    'got [0,0,2]',
  ],
  [
    'a sum of two shapes',
    graph(input, { ...conv, filters: 1 }, { op: 'add', id: 'a', inputs: ['x', 'c'] }),
    'got [4,4,2] and [4,4,1]',
  ],
  [
    'a reshape that loses elements',
    graph(input, { op: 'reshape', id: 'r', input: 'x', shape: [31] }),
    'expected 32 elements like [4,4,2], got [31]',
  ],
  [
    'too few phases',
    graph(input, { op: 'interleave', id: 'i', inputs: ['x'], factor: 2 }),
    'expected 4 inputs, got 1',
  ],
];

describe('parseGraph', () => {
  it.each(refused)('refuses %s', (_, json, message) => {
    let thrown: unknown;
    try {
      parseGraph(json);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(ModelError);
    expect(thrown).toMatchObject({ name: 'ModelError', code: 'graph_invalid' });
    expect((thrown as ModelError).message).toContain(message);
  });

  it('refuses deep nesting and cycles without overflowing the stack', () => {
    let deep: unknown = 1;
    for (let depth = 0; depth < 100_000; depth++) deep = [deep];
    expect(() => parseGraph(deep)).toThrow('expected nesting up to 32, got deeper');
    const cyclic: unknown[] = [];
    cyclic.push(cyclic);
    expect(() => parseGraph({ classCount: 1, nodes: cyclic })).toThrow('nesting');
  });

  it('keeps messages short, however long the input is', () => {
    const long = { ...input, id: 'a'.repeat(100_000) };
    expect(() => parseGraph(graph(long))).toThrow(/^.{0,401}$/s);
  });

  it('gives back what the graph says', () => {
    expect(parseGraph(JSON.parse(JSON.stringify(smallGeneratorGraph)))).toEqual(
      smallGeneratorGraph,
    );
    fc.assert(
      fc.property(arbitraryGraph, (valid) => {
        const reached = valid.nodes.every(
          (node) => node.op !== 'convTranspose2d' || Math.min(...node.kernel) >= node.stride,
        );
        const parsed = parsedOrRefused(
          () => parseGraph(JSON.parse(JSON.stringify(valid))),
          ['graph_invalid'],
        );
        expect(parsed).toEqual(reached ? valid : undefined);
      }),
    );
  });

  it('parses or refuses anything', () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withNullPrototype: true }), (value) => {
        expect(parsedOrRefused(() => parseGraph(value), ['graph_invalid'])).toBeUndefined();
      }),
    );
  });

  it('parses or refuses a graph with one value replaced', () => {
    const text = JSON.stringify(smallGeneratorGraph);
    const values = [...text.matchAll(/(?<=[:[,])("[^"]*"|[0-9.]+)(?=[,\]}])/g)];
    const strange = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom('z', 'dense', '__proto__', 'perClass', 'same', -1, 0, 1, 2, 3, 1e300, 65536),
    );
    fc.assert(
      fc.property(fc.constantFrom(...values), strange, (match, value) => {
        const edited = `${text.slice(0, match.index)}${JSON.stringify(value)}${text.slice(match.index + match[0].length)}`;
        const parsed = parsedOrRefused(() => parseGraph(JSON.parse(edited)), ['graph_invalid']);
        if (parsed) expect(parsed).toEqual(JSON.parse(edited));
      }),
      { numRuns: 500 },
    );
  });
});
