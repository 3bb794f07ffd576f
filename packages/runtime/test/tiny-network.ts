/**
 * Networks for tests: weights drawn from a stream of random numbers, so that every machine has the
 * same ones, and scaled by fan-in, so that values neither die nor explode.
 */
import {
  type Graph,
  type Network,
  RandomStream,
  sizeOf,
  type Tensor,
  weightShapes,
} from '@comfy-edge/model';

/** Random weights for any graph. */
export function withRandomWeights(graph: Graph, seed: number): Network {
  const stream = new RandomStream({ seed, stream: 0 });
  const weights = new Map<string, Tensor>();
  for (const [name, shape] of weightShapes(graph)) {
    const draws = stream.normals(sizeOf(shape));
    weights.set(name, { shape, data: draws.map((x) => scaled(name, shape, x)) });
  }
  return { graph, weights };
}

function scaled(name: string, shape: readonly number[], x: number): number {
  if (name.endsWith('/kernel')) return x / Math.sqrt(sizeOf(shape.slice(0, -1)));
  if (name.endsWith('/variance')) return 0.5 + x * x;
  if (name.endsWith('/gain') || name.endsWith('/gamma')) return 1 + 0.25 * x;
  return 0.25 * x;
}

/**
 * Everything the default model has, small: class embedding, conditional normalization, transposed
 * convolutions of both strides, a residual connection, tanh. 12×12×1.
 */
export const tinyGraph: Graph = {
  classCount: 3,
  nodes: [
    { op: 'input', id: 'z', shape: [8] },
    { op: 'classEmbedding', id: 'class', input: 'z', size: 3 },
    { op: 'dense', id: 'stem', input: 'class', units: 3 * 3 * 8, bias: 'none', gain: 'none' },
    { op: 'reshape', id: 'seedling', input: 'stem', shape: [3, 3, 8] },
    { op: 'batchNorm', id: 'stem.norm', input: 'seedling', epsilon: 1e-3, conditional: true },
    { op: 'activation', id: 'stem.act', input: 'stem.norm', activation: leaky() },
    {
      ...{ op: 'convTranspose2d', id: 'still', input: 'stem.act', filters: 8 },
      ...{ kernel: [5, 5], stride: 1, bias: 'none', gain: 'none' },
    },
    { op: 'batchNorm', id: 'still.norm', input: 'still', epsilon: 1e-3, conditional: true },
    { op: 'activation', id: 'still.act', input: 'still.norm', activation: leaky() },
    {
      ...{ op: 'convTranspose2d', id: 'up1', input: 'still.act', filters: 6 },
      ...{ kernel: [5, 5], stride: 2, bias: 'none', gain: 'none' },
    },
    { op: 'batchNorm', id: 'up1.norm', input: 'up1', epsilon: 1e-3, conditional: true },
    { op: 'activation', id: 'up1.act', input: 'up1.norm', activation: leaky() },
    {
      ...{ op: 'conv2d', id: 'residual', input: 'up1.act', filters: 6, kernel: [3, 3] },
      ...{ stride: 1, padding: 'same', bias: 'none', gain: 'none' },
    },
    { op: 'batchNorm', id: 'residual.norm', input: 'residual', epsilon: 1e-3, conditional: true },
    { op: 'add', id: 'sum', inputs: ['up1.act', 'residual.norm'] },
    {
      ...{ op: 'convTranspose2d', id: 'up2', input: 'sum', filters: 4, kernel: [4, 4], stride: 2 },
      ...{ bias: 'none', gain: 'none' },
    },
    { op: 'batchNorm', id: 'up2.norm', input: 'up2', epsilon: 1e-3, conditional: true },
    { op: 'activation', id: 'up2.act', input: 'up2.norm', activation: leaky() },
    {
      ...{ op: 'conv2d', id: 'image', input: 'up2.act', filters: 1, kernel: [3, 3], stride: 1 },
      ...{ padding: 'same', bias: 'shared', gain: 'none', activation: { fn: 'tanh' } },
    },
  ],
};

function leaky() {
  return { fn: 'leakyRelu', slope: 0.2 } as const;
}
