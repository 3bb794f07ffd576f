/** Pass: an activation whose only source is a kernel node becomes that node's epilogue. */
import type { ActivationNode, KernelNode, Network } from '../graph.ts';
import { dropDeadNodes } from './drop-dead-nodes.ts';
import { mergeInto, soleProducer } from './sole-producer.ts';

/** @throws ModelError `graph_invalid`, `weights_invalid` */
export function fuseActivations(network: Network): Network {
  let { graph, weights } = dropDeadNodes(network);
  for (;;) {
    const pair = findPair(graph);
    if (pair === undefined) return { graph, weights };
    const [producer, node] = pair;
    const fused: KernelNode = { ...producer, activation: node.activation };
    graph = { ...graph, nodes: mergeInto(graph.nodes, fused, node) };
  }
}

function findPair(graph: Network['graph']): [KernelNode, ActivationNode] | undefined {
  for (const node of graph.nodes) {
    if (node.op !== 'activation') continue;
    const producer = soleProducer(graph, node);
    if (producer !== undefined) return [producer, node];
  }
  return undefined;
}
