/** Random small networks for property tests: every operation, odd sizes, both kinds of padding. */
import type { Activation, Graph, Network, Node } from '@comfy-edge/model';
import { inferShapes } from '@comfy-edge/model';
import fc from 'fast-check';
import { withRandomWeights } from './tiny-network.ts';

const activation: fc.Arbitrary<Activation> = fc.oneof(
  fc.constant({ fn: 'relu' } as const),
  fc.constant({ fn: 'tanh' } as const),
  fc.record({ fn: fc.constant('leakyRelu' as const), slope: fc.constantFrom(0.1, 0.2, 0.3) }),
);

const epilogue = fc.record(
  {
    bias: fc.constantFrom('none', 'shared', 'perClass'),
    gain: fc.constantFrom('none', 'perClass'),
    activation,
  },
  { requiredKeys: ['bias', 'gain'] },
);

const size = fc.integer({ min: 1, max: 5 });
const zeros = fc.integer({ min: 0, max: 2 });

/** A node on top of an image; what it reads is filled in when the graph is put together. */
const imageLayer = fc.oneof(
  fc.record({
    op: fc.constant('conv2d' as const),
    filters: size,
    kernel: fc.tuple(size, size),
    stride: fc.integer({ min: 1, max: 3 }),
    padding: fc.oneof(fc.constant('same' as const), fc.tuple(zeros, zeros, zeros, zeros)),
    epilogue,
  }),
  fc.record({
    op: fc.constant('convTranspose2d' as const),
    filters: size,
    kernel: fc.tuple(size, size),
    stride: fc.integer({ min: 1, max: 3 }),
    epilogue,
  }),
  fc.record({ op: fc.constant('batchNorm' as const), conditional: fc.boolean() }),
  fc.record({ op: fc.constant('activation' as const), activation }),
  fc.record({ op: fc.constant('add' as const), back: fc.nat({ max: 2 }) }),
);

type ImageLayer = typeof imageLayer extends fc.Arbitrary<infer T> ? T : never;

const stem = fc.record({
  latentSize: size,
  embeddingSize: fc.nat({ max: 3 }),
  shape: fc.tuple(size, size, size),
  epilogue,
});

type Stem = typeof stem extends fc.Arbitrary<infer T> ? T : never;

/** A network from a vector to an image, and the seed of its weights. */
export const arbitraryNetwork: fc.Arbitrary<Network> = fc
  .record({
    classCount: fc.integer({ min: 1, max: 3 }),
    stem,
    layers: fc.array(imageLayer, { maxLength: 4 }),
    seed: fc.nat(),
  })
  .map(({ classCount, stem, layers, seed }) =>
    withRandomWeights(layers.reduce(withLayer, stemGraph(classCount, stem)), seed),
  );

function stemGraph(
  classCount: number,
  { latentSize, embeddingSize, shape, epilogue }: Stem,
): Graph {
  const nodes: Node[] = [{ op: 'input', id: 'z', shape: [latentSize] }];
  if (embeddingSize > 0) {
    nodes.push({ op: 'classEmbedding', id: 'class', input: 'z', size: embeddingSize });
  }
  const units = shape[0] * shape[1] * shape[2];
  const input = embeddingSize > 0 ? 'class' : 'z';
  nodes.push({ op: 'dense', id: 'stem', input, units, ...epilogue });
  nodes.push({ op: 'reshape', id: 'image', input: 'stem', shape });
  return { classCount, nodes };
}

/** The graph with one more node, or as it is when the node does not fit. */
function withLayer(graph: Graph, layer: ImageLayer): Graph {
  const input = graph.nodes.at(-1)?.id ?? '';
  const id = `n${graph.nodes.length}`;
  const candidate = { ...graph, nodes: [...graph.nodes, nodeOf(layer, id, input, graph)] };
  try {
    inferShapes(candidate);
    return candidate;
  } catch {
    return graph;
  }
}

function nodeOf(layer: ImageLayer, id: string, input: string, graph: Graph): Node {
  switch (layer.op) {
    case 'conv2d':
    case 'convTranspose2d': {
      const { epilogue, ...own } = layer;
      return { ...own, id, input, ...epilogue };
    }
    case 'batchNorm':
      return { ...layer, id, input, epsilon: 1e-3 };
    case 'activation':
      return { ...layer, id, input };
    case 'add':
      return { op: 'add', id, inputs: [graph.nodes.at(-1 - layer.back)?.id ?? input, input] };
    default:
      return layer satisfies never;
  }
}
