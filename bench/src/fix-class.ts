/**
 * A network of one class: compiled, the class's gains multiplied into its kernels, its biases alone.
 * What peers get that know no classes: batch normalization is folded for them, so that they are
 * beaten by their kernels or not at all.
 */
import { compile, type KernelNode, type Network, type Node, type Tensor } from '@comfy-edge/model';

/** @throws RangeError for a class that is none */
export function fixClass(network: Network, classIndex: number): Network {
  const { graph, weights } = compile(network);
  if (!Number.isInteger(classIndex) || classIndex < 0 || classIndex >= graph.classCount) {
    throw new RangeError(`expected a class in [0, ${graph.classCount - 1}], got ${classIndex}`);
  }
  const fixed = new Map<string, Tensor>();
  const read = (name: string) => tensorOf(weights, name);
  const nodes = graph.nodes.map((node): Node => {
    if (node.op !== 'dense' && node.op !== 'conv2d' && node.op !== 'convTranspose2d') return node;
    const kernel = read(`${node.id}/kernel`);
    const gain = node.gain === 'perClass' ? rowOf(read(`${node.id}/gain`), classIndex) : undefined;
    fixed.set(`${node.id}/kernel`, gain === undefined ? kernel : multiplied(node, kernel, gain));
    if (node.bias === 'none') return { ...node, gain: 'none' };
    const bias = read(`${node.id}/bias`);
    fixed.set(`${node.id}/bias`, node.bias === 'shared' ? bias : vector(rowOf(bias, classIndex)));
    return { ...node, gain: 'none', bias: 'shared' };
  });
  return { graph: { classCount: 1, nodes }, weights: fixed };
}

/** @throws Error when there is no weight of that name */
export function tensorOf(weights: Network['weights'], name: string): Tensor {
  const tensor = weights.get(name);
  if (tensor === undefined) throw new Error(`expected a weight "${name}", got none`);
  return tensor;
}

/** One class's row of `[classes, channels]`. */
export function rowOf({ shape, data }: Tensor, row: number): Float32Array {
  const length = shape.at(-1) ?? 0;
  return data.slice(row * length, (row + 1) * length);
}

export function vector(data: Float32Array): Tensor {
  return { shape: [data.length], data };
}

function multiplied(node: KernelNode, { shape, data }: Tensor, gain: Float32Array): Tensor {
  // Transposed kernels are [height, width, out, in], all others end in out.
  const inner = node.op === 'convTranspose2d' ? (shape[3] ?? 1) : 1;
  const scaled = data.map((value, i) => value * (gain[Math.floor(i / inner) % gain.length] ?? 0));
  return { shape, data: scaled };
}
