/**
 * Shape inference, and with it every structural rule that a graph must keep: one input, first;
 * unique ids; inputs that were defined earlier; shapes that fit.
 */
import { convolutionAxis } from './convolution-geometry.ts';
import { inputsOf } from './edges.ts';
import type { Graph, Node, Shape } from './graph.ts';
import { graphLimits } from './limits.ts';
import { ModelError } from './model-error.ts';

/** Number of elements of a shape. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, dimension) => product * dimension, 1);
}

/** Length of the last axis: channels of an image, units of a vector. */
export function channelsOf(shape: Shape): number {
  return shape.length === 3 ? shape[2] : shape[0];
}

/**
 * The per-example output shape of every node, by id.
 * @throws ModelError `graph_invalid` naming the first node that breaks a rule.
 */
export function inferShapes(graph: Graph): ReadonlyMap<string, Shape> {
  const shapes = new Map<string, Shape>();
  graph.nodes.forEach((node, index) => {
    if ((node.op === 'input') !== (index === 0)) {
      throw invalid(
        node,
        `expected the first node, and no other, to be the input, got position ${index}`,
      );
    }
    if (shapes.has(node.id)) throw invalid(node, 'expected a unique id, got it twice');
    const inputs = inputsOf(node).map((id) => {
      const shape = shapes.get(id);
      if (shape === undefined)
        throw invalid(node, `expected its input to be an earlier node, got "${id}"`);
      return shape;
    });
    const shape = shapeOf(node, inputs);
    checkBounds(node, shape);
    shapes.set(node.id, shape);
  });
  if (shapes.size === 0)
    throw new ModelError('graph_invalid', 'expected at least an input node, got none');
  return shapes;
}

/** Shape of the graph's output: that of its last node. */
export function outputShape(graph: Graph): Shape {
  const last = graph.nodes.at(-1);
  const shape = last && inferShapes(graph).get(last.id);
  if (shape === undefined)
    throw new ModelError('graph_invalid', 'expected an output node, got none');
  return shape;
}

function shapeOf(node: Node, inputs: readonly Shape[]): Shape {
  switch (node.op) {
    case 'input':
      return node.shape;
    case 'classEmbedding':
      return [vector(node, inputs)[0] + node.size];
    case 'dense':
      vector(node, inputs);
      return [node.units];
    case 'conv2d': {
      const [height, width] = image(node, inputs);
      const [kernelHeight, kernelWidth] = node.kernel;
      return [
        convolutionAxis(height, kernelHeight, node.stride, node.padding, 0).output,
        convolutionAxis(width, kernelWidth, node.stride, node.padding, 1).output,
        node.filters,
      ];
    }
    case 'convTranspose2d': {
      const [height, width] = image(node, inputs);
      return [height * node.stride, width * node.stride, node.filters];
    }
    case 'batchNorm':
    case 'activation':
      return first(node, inputs);
    case 'add':
      return equalShapes(node, inputs);
    case 'reshape': {
      const input = first(node, inputs);
      if (sizeOf(input) !== sizeOf(node.shape)) {
        throw invalid(
          node,
          `expected ${sizeOf(input)} elements like ${show(input)}, got ${show(node.shape)}`,
        );
      }
      return node.shape;
    }
    case 'interleave': {
      const count = node.factor * node.factor;
      if (inputs.length !== count)
        throw invalid(node, `expected ${count} inputs, got ${inputs.length}`);
      equalShapes(node, inputs);
      const [height, width, channels] = image(node, inputs);
      return [height * node.factor, width * node.factor, channels];
    }
    default:
      return node satisfies never;
  }
}

function first(node: Node, inputs: readonly Shape[]): Shape {
  const shape = inputs[0];
  if (shape === undefined) throw invalid(node, 'expected an input, got none');
  return shape;
}

function vector(node: Node, inputs: readonly Shape[]): readonly [number] {
  const shape = first(node, inputs);
  if (shape.length !== 1) throw invalid(node, `expected a vector as input, got ${show(shape)}`);
  return shape;
}

function image(node: Node, inputs: readonly Shape[]): readonly [number, number, number] {
  const shape = first(node, inputs);
  if (shape.length !== 3) {
    throw invalid(node, `expected [height, width, channels] as input, got ${show(shape)}`);
  }
  return shape;
}

function equalShapes(node: Node, inputs: readonly Shape[]): Shape {
  const expected = first(node, inputs);
  for (const shape of inputs) {
    if (show(shape) !== show(expected)) {
      throw invalid(node, `expected inputs of one shape, got ${show(expected)} and ${show(shape)}`);
    }
  }
  return expected;
}

function checkBounds(node: Node, shape: Shape): void {
  for (const dimension of shape) {
    if (!Number.isInteger(dimension) || dimension < 1 || dimension > graphLimits.dimension) {
      throw invalid(
        node,
        `expected dimensions from 1 to ${graphLimits.dimension}, got ${show(shape)}`,
      );
    }
  }
  if (sizeOf(shape) > graphLimits.elements) {
    throw invalid(node, `expected at most ${graphLimits.elements} elements, got ${show(shape)}`);
  }
}

function show(shape: Shape): string {
  return `[${shape.join(',')}]`;
}

function invalid(node: Node, message: string): ModelError {
  return new ModelError('graph_invalid', `node "${node.id}" (${node.op}): ${message}`);
}
