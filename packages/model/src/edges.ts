/** The graph's edges: what a node reads, and who reads it. */
import type { Graph, Node } from './graph.ts';

/** Ids of the nodes that `node` reads, in order; one id twice when it is read twice. */
export function inputsOf(node: Node): readonly string[] {
  switch (node.op) {
    case 'input':
      return [];
    case 'add':
    case 'interleave':
      return node.inputs;
    case 'classEmbedding':
    case 'dense':
    case 'conv2d':
    case 'convTranspose2d':
    case 'batchNorm':
    case 'activation':
    case 'reshape':
      return [node.input];
    default:
      return node satisfies never;
  }
}

/** Readers of every node, one entry an edge. A node without readers maps to an empty list. */
export function consumersOf(graph: Graph): ReadonlyMap<string, readonly Node[]> {
  const consumers = new Map<string, Node[]>(graph.nodes.map((node) => [node.id, []]));
  for (const node of graph.nodes) {
    for (const id of inputsOf(node)) consumers.get(id)?.push(node);
  }
  return consumers;
}

/** `node` with every input that equals `from` replaced by `to`. */
export function redirect(node: Node, from: string, to: string): Node {
  const swap = (id: string) => (id === from ? to : id);
  switch (node.op) {
    case 'input':
      return node;
    case 'add':
      return { ...node, inputs: [swap(node.inputs[0]), swap(node.inputs[1])] };
    case 'interleave':
      return { ...node, inputs: node.inputs.map(swap) };
    case 'classEmbedding':
    case 'dense':
    case 'conv2d':
    case 'convTranspose2d':
    case 'batchNorm':
    case 'activation':
    case 'reshape':
      return { ...node, input: swap(node.input) };
    default:
      return node satisfies never;
  }
}
