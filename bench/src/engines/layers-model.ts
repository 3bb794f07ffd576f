/**
 * A network as a tf.layers model, node by node: [latent], or [latent, class] → image.
 *
 * tf.layers knows no class-conditional normalization, so a normalization layer gets the parameters of
 * one class. What a published network has folded into gains and biases per class becomes the
 * normalization layer again that it was in training.
 */
import type { Activation, KernelNode, Network, Node, Tensor } from '@comfy-edge/model';
import { tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-layers';
import { rowOf, tensorOf, vector } from '../fix-class.ts';

type Symbolic = tf.SymbolicTensor;
type Layer = tf.layers.Layer;

export function buildLayersModel(network: Network, classIndex: number): tf.LayersModel {
  const values = new Map<string, Symbolic>();
  const inputs: Symbolic[] = [];
  const lookUp = (id: string) => {
    const value = values.get(id);
    if (value === undefined) throw new Error(`expected a value "${id}", got none`);
    return value;
  };
  for (const node of network.graph.nodes) {
    values.set(node.id, applyNode(node, { network, classIndex, inputs, lookUp }));
  }
  return tf.model({ inputs, outputs: lookUp(network.graph.nodes.at(-1)?.id ?? '') });
}

interface Surroundings {
  readonly network: Network;
  readonly classIndex: number;
  /** Of the model: grows. */
  readonly inputs: Symbolic[];
  lookUp(id: string): Symbolic;
}

function applyNode(node: Node, surroundings: Surroundings): Symbolic {
  const { network, classIndex, inputs, lookUp } = surroundings;
  const weight = (role: string) => tensorOf(network.weights, `${node.id}/${role}`);
  switch (node.op) {
    case 'input':
      inputs.push(tf.input({ shape: [...node.shape] }));
      return inputs[0] as Symbolic;
    case 'classEmbedding': {
      const classInput = tf.input({ shape: [1], dtype: 'int32' });
      inputs.push(classInput);
      const { classCount } = network.graph;
      const table = tf.layers.embedding({ inputDim: classCount, outputDim: node.size });
      const row = apply(tf.layers.flatten(), apply(table, classInput, [weight('table')]));
      return tf.layers.concatenate().apply([lookUp(node.input), row]) as Symbolic;
    }
    case 'dense':
    case 'conv2d':
    case 'convTranspose2d':
      return applyKernel(node, surroundings);
    case 'batchNorm': {
      const affine = (role: string) =>
        node.conditional ? vector(rowOf(weight(role), classIndex)) : weight(role);
      return apply(tf.layers.batchNormalization({ epsilon: node.epsilon }), lookUp(node.input), [
        affine('gamma'),
        affine('beta'),
        weight('mean'),
        weight('variance'),
      ]);
    }
    case 'activation':
      return apply(activationLayer(node.activation), lookUp(node.input));
    case 'add':
      return tf.layers.add().apply(node.inputs.map(lookUp)) as Symbolic;
    case 'reshape':
      return apply(tf.layers.reshape({ targetShape: [...node.shape] }), lookUp(node.input));
    case 'interleave':
      throw new Error(`"${node.id}": expected a network before lowering, got an interleave`);
    default:
      return node satisfies never;
  }
}

function applyKernel(
  node: KernelNode,
  { network: { weights }, classIndex, lookUp }: Surroundings,
): Symbolic {
  const kernel = tensorOf(weights, `${node.id}/kernel`);
  const read = (role: string) => tensorOf(weights, `${node.id}/${role}`);
  const ofClass = (role: string) => vector(rowOf(read(role), classIndex));
  const bias =
    node.bias === 'perClass' ? ofClass('bias') : node.bias === 'shared' ? read('bias') : undefined;
  const useBias = bias !== undefined && node.gain === 'none';
  let value = apply(
    kernelLayer(node, useBias),
    lookUp(node.input),
    useBias ? [kernel, bias] : [kernel],
  );
  if (node.gain === 'perClass') {
    const gain = ofClass('gain');
    const zeros = vector(gain.data.map(() => 0));
    const ones = vector(gain.data.map(() => 1));
    value = apply(tf.layers.batchNormalization({ epsilon: 0 }), value, [
      gain,
      bias ?? zeros,
      zeros,
      ones,
    ]);
  }
  return node.activation === undefined ? value : apply(activationLayer(node.activation), value);
}

function kernelLayer(node: KernelNode, useBias: boolean): Layer {
  if (node.op === 'dense') return tf.layers.dense({ units: node.units, useBias });
  const { filters, stride: strides } = node;
  const common = { filters, kernelSize: [...node.kernel] as [number, number], strides, useBias };
  if (node.op === 'convTranspose2d')
    return tf.layers.conv2dTranspose({ ...common, padding: 'same' });
  if (node.padding !== 'same') {
    throw new Error(`"${node.id}": expected \`same\` padding, got [${node.padding}]`);
  }
  return tf.layers.conv2d({ ...common, padding: 'same' });
}

function activationLayer(activation: Activation): Layer {
  switch (activation.fn) {
    case 'relu':
      return tf.layers.reLU();
    case 'leakyRelu':
      return tf.layers.leakyReLU({ alpha: activation.slope });
    case 'tanh':
      return tf.layers.activation({ activation: 'tanh' });
    default:
      return activation satisfies never;
  }
}

function apply(layer: Layer, input: Symbolic, weights: readonly Tensor[] = []): Symbolic {
  const output = layer.apply(input) as Symbolic;
  const tensors = weights.map(({ data, shape }) => tensor(data, [...shape], 'float32'));
  if (tensors.length > 0) layer.setWeights(tensors);
  for (const it of tensors) it.dispose();
  return output;
}
