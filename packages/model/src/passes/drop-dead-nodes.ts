/** Pass: removes the nodes that the output does not depend on, and the weights no node names. */
import { inputsOf } from '../edges.ts';
import type { Graph } from '../graph.ts';
import { weightOf, weightShapes } from '../weight-shapes.ts';

/** A graph and its weights, in whatever form. */
interface Weighted<T> {
  readonly graph: Graph;
  readonly weights: ReadonlyMap<string, T>;
}

/** @throws ModelError `graph_invalid`, `weights_invalid` when a live node's weight is missing. */
export function dropDeadNodes<T>({ graph, weights }: Weighted<T>): Weighted<T> {
  const live = new Set<string>();
  const output = graph.nodes.at(-1);
  if (output) live.add(output.id);
  for (const node of graph.nodes.toReversed()) {
    if (live.has(node.id)) for (const id of inputsOf(node)) live.add(id);
  }
  const kept = { ...graph, nodes: graph.nodes.filter((node) => live.has(node.id)) };
  const used = new Map<string, T>();
  for (const name of weightShapes(kept).keys()) used.set(name, weightOf(weights, name));
  return { graph: kept, weights: used };
}
