/**
 * Names and shapes of a graph's weights. A weight is named `<node id>/<role>`:
 *
 * | node | role | shape |
 * |---|---|---|
 * | dense | `kernel` | [in, out] |
 * | conv2d | `kernel` | [kernelHeight, kernelWidth, in, out] |
 * | convTranspose2d | `kernel` | [kernelHeight, kernelWidth, out, in] |
 * | all three | `bias` | [out], or [classes, out] when per class |
 * | all three | `gain` | [classes, out] |
 * | batchNorm | `mean`, `variance` | [channels] |
 * | batchNorm | `gamma`, `beta` | [channels], or [classes, channels] when conditional |
 * | classEmbedding | `table` | [classes, size] |
 */
import type { Graph, KernelNode, Node, Shape, Tensor, Weights } from './graph.ts';
import { channelsOf, inferShapes, sizeOf } from './infer-shapes.ts';
import { ModelError } from './model-error.ts';

/**
 * Shape of every weight the graph needs, by name, in the order of the nodes.
 * @throws ModelError `graph_invalid`
 */
export function weightShapes(graph: Graph): ReadonlyMap<string, readonly number[]> {
  const shapes = inferShapes(graph);
  const weights = new Map<string, readonly number[]>();
  for (const node of graph.nodes) {
    for (const [role, shape] of rolesOf(node, shapes, graph.classCount)) {
      weights.set(`${node.id}/${role}`, shape);
    }
  }
  return weights;
}

/** Number of f32 values in all weights of the graph. */
export function countParameters(graph: Graph): number {
  let total = 0;
  for (const shape of weightShapes(graph).values()) total += sizeOf(shape);
  return total;
}

/** Axis of a kernel that runs over output channels: the one quantization scales. */
export function outputAxis(node: KernelNode): number {
  switch (node.op) {
    case 'dense':
      return 1;
    case 'conv2d':
      return 3;
    case 'convTranspose2d':
      return 2;
    default:
      return node satisfies never;
  }
}

/** Whether the node multiplies by a kernel. */
export function isKernelNode(node: Node): node is KernelNode {
  return node.op === 'dense' || node.op === 'conv2d' || node.op === 'convTranspose2d';
}

/** Output channels of a node with a kernel. */
export function filtersOf(node: KernelNode): number {
  return node.op === 'dense' ? node.units : node.filters;
}

/** @throws ModelError `weights_invalid` when there is no weight of that name. */
export function weightOf<T = Tensor>(weights: ReadonlyMap<string, T>, name: string): T {
  const tensor = weights.get(name);
  if (tensor === undefined) {
    throw new ModelError('weights_invalid', `expected a weight "${name}", got none`);
  }
  return tensor;
}

/**
 * Checks that the weights are exactly those the graph needs, finite, and variances not negative.
 * @throws ModelError `weights_invalid`
 */
export function checkWeights(graph: Graph, weights: Weights): void {
  const expected = weightShapes(graph);
  for (const [name, shape] of expected) checkTensor(name, weightOf(weights, name), shape);
  for (const name of weights.keys()) {
    if (!expected.has(name)) {
      throw new ModelError('weights_invalid', `expected only weights of the graph, got "${name}"`);
    }
  }
}

function checkTensor(name: string, tensor: Tensor, shape: readonly number[]): void {
  if (tensor.shape.join() !== shape.join() || tensor.data.length !== sizeOf(shape)) {
    throw new ModelError(
      'weights_invalid',
      `${name}: expected shape [${shape.join()}], got [${tensor.shape.join()}] with ${tensor.data.length} values`,
    );
  }
  assertFinite(name, tensor.data);
}

/** @throws ModelError `weights_invalid` for values that are not finite, and for negative variances */
export function assertFinite(name: string, values: Float32Array): void {
  const least = name.endsWith('/variance') ? 0 : -Number.MAX_VALUE;
  // A loop, not findIndex: this runs over every weight when a model is loaded at the edge.
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number;
    if (value >= least && value <= Number.MAX_VALUE) continue;
    const kind = least === 0 ? 'finite values of at least 0' : 'finite values';
    throw new ModelError('weights_invalid', `${name}: expected ${kind}, got ${value} at ${index}`);
  }
}

type Roles = readonly (readonly [role: string, shape: readonly number[]])[];

function rolesOf(node: Node, shapes: ReadonlyMap<string, Shape>, classes: number): Roles {
  switch (node.op) {
    case 'input':
    case 'activation':
    case 'add':
    case 'reshape':
    case 'interleave':
      return [];
    case 'classEmbedding':
      return [['table', [classes, node.size]]];
    case 'batchNorm': {
      const channels = channelsAt(shapes, node.id);
      const affine = node.conditional ? [classes, channels] : [channels];
      return [
        ['mean', [channels]],
        ['variance', [channels]],
        ['gamma', affine],
        ['beta', affine],
      ];
    }
    case 'dense':
    case 'conv2d':
    case 'convTranspose2d': {
      const filters = filtersOf(node);
      const roles: [string, readonly number[]][] = [
        ['kernel', kernelShape(node, channelsAt(shapes, node.input))],
      ];
      if (node.gain === 'perClass') roles.push(['gain', [classes, filters]]);
      if (node.bias !== 'none') {
        roles.push(['bias', node.bias === 'perClass' ? [classes, filters] : [filters]]);
      }
      return roles;
    }
    default:
      return node satisfies never;
  }
}

function kernelShape(node: KernelNode, inChannels: number): readonly number[] {
  switch (node.op) {
    case 'dense':
      return [inChannels, node.units];
    case 'conv2d':
      return [...node.kernel, inChannels, node.filters];
    case 'convTranspose2d':
      return [...node.kernel, node.filters, inChannels];
    default:
      return node satisfies never;
  }
}

function channelsAt(shapes: ReadonlyMap<string, Shape>, id: string): number {
  const shape = shapes.get(id);
  if (shape === undefined)
    throw new ModelError('graph_invalid', `expected a node "${id}", got none`);
  return channelsOf(shape);
}
