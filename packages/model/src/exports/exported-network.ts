/**
 * What every format writes: a network of `@comfy-edge/model` with its weights as they are stored,
 * and the names by which its users will know its inputs and its output.
 */
import type { Graph, Node } from '../graph.ts';
import type { StoredTensor, StoredWeights } from '../storage/stored-weights.ts';
import { weightOf } from '../weight-shapes.ts';

export interface ExportedNetwork {
  readonly graph: Graph;
  readonly weights: StoredWeights;
  readonly names: {
    readonly input: string;
    readonly output: string;
  };
  /** Who made it, of what: where a format has a place for it. */
  readonly metadata: ReadonlyMap<string, string>;
}

/** The second input, `[batch]` int32: there if and only if {@link readsClass}. */
export const classInput = 'class';

/** Whether anything in the network depends on the class. */
export function readsClass({ nodes }: Graph): boolean {
  return nodes.some(
    (node) =>
      node.op === 'classEmbedding' ||
      (node.op === 'batchNorm' && node.conditional) ||
      ('bias' in node && (node.bias === 'perClass' || node.gain === 'perClass')),
  );
}

/**
 * What a node's output is called. Ids hold no slash and no weight has the role `value`, so nothing else is.
 */
export function valueName({ graph, names }: ExportedNetwork, id: string): string {
  if (id === graph.nodes.at(0)?.id) return names.input;
  if (id === graph.nodes.at(-1)?.id) return names.output;
  return `${id}/value`;
}

/** What multiplies or is added to every channel: one row `[1, channels]`, or `[classes, channels]`. */
export interface Rows {
  readonly name: string;
  readonly perClass: boolean;
  readonly tensor: StoredTensor;
}

export interface Affine {
  readonly gain?: Rows;
  readonly bias?: Rows;
}

/** The gain and bias of a node with a kernel. */
export function epilogueRows(
  { id, gain, bias }: Extract<Node, { gain: unknown }>,
  weights: StoredWeights,
): Affine {
  const rows = (role: 'gain' | 'bias', perClass: boolean): Rows => {
    const name = `${id}/${role}`;
    const tensor = weightOf<StoredTensor>(weights, name);
    return { name, perClass, tensor: perClass ? tensor : asRow(tensor) };
  };
  return {
    ...(gain === 'perClass' && { gain: rows('gain', true) }),
    ...(bias !== 'none' && { bias: rows('bias', bias === 'perClass') }),
  };
}

function asRow(tensor: StoredTensor): StoredTensor {
  if (tensor.dtype === 'I8') throw new Error('expected a bias as F32 or F16, got I8');
  return { ...tensor, shape: [1, ...tensor.shape] };
}
