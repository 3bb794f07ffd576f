/** What a network costs for one image, counted from its graph alone, and the budget it must keep. */
import type { Graph, Node, Shape } from './graph.ts';
import { channelsOf, inferShapes, sizeOf } from './infer-shapes.ts';
import { type Budget, untrustedBudget } from './limits.ts';
import { ModelError } from './model-error.ts';
import { countParameters } from './weight-shapes.ts';

/**
 * Multiply-adds of the kernels for one image, counted as if no tap fell into padding (the usual
 * convention); elementwise work is left out.
 */
export function countMultiplyAdds(graph: Graph): number {
  const shapes = inferShapes(graph);
  return graph.nodes.reduce((total, node) => total + nodeMultiplyAdds(node, shapes), 0);
}

/** The share of one node in {@link countMultiplyAdds}. */
export function nodeMultiplyAdds(node: Node, shapes: ReadonlyMap<string, Shape>): number {
  switch (node.op) {
    case 'dense':
      return sizeAt(shapes, node.input) * node.units;
    case 'conv2d':
      return (
        sizeAt(shapes, node.id) * node.kernel[0] * node.kernel[1] * channelsAt(shapes, node.input)
      );
    case 'convTranspose2d':
      return sizeAt(shapes, node.input) * node.kernel[0] * node.kernel[1] * node.filters;
    case 'input':
    case 'classEmbedding':
    case 'batchNorm':
    case 'activation':
    case 'add':
    case 'reshape':
    case 'interleave':
      return 0;
    default:
      return node satisfies never;
  }
}

/**
 * Refuses a network that would cost more than `budget`.
 * @throws ModelError `graph_invalid` with the figures.
 */
export function checkBudget(graph: Graph, budget: Budget = untrustedBudget): void {
  const activations = [...inferShapes(graph).values()];
  const costs: readonly (readonly [what: string, actual: number, limit: number])[] = [
    ['multiply-adds', countMultiplyAdds(graph), budget.multiplyAdds],
    ['bytes of f32 parameters', 4 * countParameters(graph), budget.parameterBytes],
    [
      'bytes of f32 activations',
      4 * activations.reduce((total, shape) => total + sizeOf(shape), 0),
      budget.activationBytes,
    ],
  ];
  for (const [what, actual, limit] of costs) {
    if (actual > limit) {
      throw new ModelError('graph_invalid', `expected at most ${limit} ${what}, got ${actual}`);
    }
  }
}

function shapeAt(shapes: ReadonlyMap<string, Shape>, id: string): Shape {
  const shape = shapes.get(id);
  if (shape === undefined)
    throw new ModelError('graph_invalid', `expected a node "${id}", got none`);
  return shape;
}

function sizeAt(shapes: ReadonlyMap<string, Shape>, id: string): number {
  return sizeOf(shapeAt(shapes, id));
}

function channelsAt(shapes: ReadonlyMap<string, Shape>, id: string): number {
  return channelsOf(shapeAt(shapes, id));
}
