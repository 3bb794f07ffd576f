/**
 * Finds the kernel that an elementwise node can be merged into: upwards through reshapes, as long as
 * nobody else reads what is passed. A value that is read twice must stay as it is.
 */
import { consumersOf, redirect } from '../edges.ts';
import type { ActivationNode, BatchNormNode, Graph, KernelNode, Node } from '../graph.ts';
import { isKernelNode } from '../weight-shapes.ts';

/** The kernel node whose only use is `node` and that has no activation of its own, if there is one. */
export function soleProducer(
  graph: Graph,
  node: BatchNormNode | ActivationNode,
): KernelNode | undefined {
  const consumers = consumersOf(graph);
  const byId = new Map(graph.nodes.map((each) => [each.id, each]));
  let id = node.input;
  for (;;) {
    const producer = byId.get(id);
    if (producer === undefined || consumers.get(id)?.length !== 1) return undefined;
    if (producer.op === 'reshape') {
      id = producer.input;
    } else {
      return isKernelNode(producer) && producer.activation === undefined ? producer : undefined;
    }
  }
}

/**
 * Nodes with `producer` replaced (same id) and `merged` removed, its readers redirected to its input.
 * In a graph without dead nodes the output stays last.
 */
export function mergeInto(
  nodes: readonly Node[],
  producer: KernelNode,
  merged: BatchNormNode | ActivationNode,
): readonly Node[] {
  return nodes
    .filter((node) => node.id !== merged.id)
    .map((node) => redirect(node.id === producer.id ? producer : node, merged.id, merged.input));
}
