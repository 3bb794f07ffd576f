/**
 * Pass: a class embedding that feeds a dense layer becomes a per-class bias of that layer.
 *
 * dense([x, e_c]) = W_x·x + W_e·e_c + b, and W_e·e_c depends on the class alone. Readers that are
 * not dense keep the embedding.
 */
import type { ClassEmbeddingNode, DenseNode, Network } from '../graph.ts';
import { weightOf } from '../weight-shapes.ts';
import { dropDeadNodes } from './drop-dead-nodes.ts';
import { biasOf, gainOf, perClassTensor } from './epilogue-weights.ts';

/** @throws ModelError `graph_invalid`, `weights_invalid` */
export function foldEmbeddings(network: Network): Network {
  let current = dropDeadNodes(network);
  for (;;) {
    const pair = findPair(current);
    if (pair === undefined) return current;
    current = dropDeadNodes(foldPair(current, ...pair));
  }
}

type Pair = [embedding: ClassEmbeddingNode, dense: DenseNode];

function findPair({ graph }: Network): Pair | undefined {
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  for (const node of graph.nodes) {
    if (node.op !== 'dense') continue;
    const input = byId.get(node.input);
    if (input?.op === 'classEmbedding') return [input, node];
  }
  return undefined;
}

function foldPair({ graph, weights }: Network, ...[embedding, dense]: Pair): Network {
  const { units } = dense;
  const kernel = weightOf(weights, `${dense.id}/kernel`);
  const table = weightOf(weights, `${embedding.id}/table`).data;
  const kept = kernel.data.length / units - embedding.size;
  const gain = gainOf(dense, weights);
  const bias = biasOf(dense, weights);
  const embedded = (classIndex: number, unit: number): number => {
    let sum = 0;
    for (let index = 0; index < embedding.size; index++) {
      const value = table[classIndex * embedding.size + index] as number;
      sum += value * (kernel.data[(kept + index) * units + unit] as number);
    }
    return sum;
  };
  const folded: DenseNode = { ...dense, input: embedding.input, bias: 'perClass' };
  const tensors = new Map(weights);
  tensors.set(`${dense.id}/kernel`, {
    shape: [kept, units],
    data: kernel.data.slice(0, kept * units),
  });
  tensors.set(
    `${dense.id}/bias`,
    perClassTensor(
      graph.classCount,
      units,
      (c, unit) => embedded(c, unit) * gain(c, unit) + bias(c, unit),
    ),
  );
  const nodes = graph.nodes.map((node) => (node.id === dense.id ? folded : node));
  return { graph: { ...graph, nodes }, weights: tensors };
}
