/**
 * Runs a graph of `@comfy-edge/model` with tfjs operations, differentiably: the trainer and the
 * edge therefore share one description of a network, and only normalization differs between them.
 * Batch normalization takes the statistics of the batch, or given ones once training is over.
 * Compiled graphs, whose layers have a gain and a bias for each class, run as well.
 */
import type { Activation, Graph, Node } from '@comfy-edge/model';
import * as tf from '@tensorflow/tfjs-core';
import { batchNormLeaky, leakyRelu } from '../backend/fused-ops.ts';
import { parameter } from './parameters.ts';

export interface RunOptions {
  /** Trained variables; with `mean` and `variance` beside them where they are standing. */
  readonly parameters: ReadonlyMap<string, tf.Tensor>;
  /** `[batch, classes]` f32. */
  readonly oneHot: tf.Tensor2D;
  /** Called for every batch normalization with the batch's `mean` and `variance`, each `[channels]`. */
  readonly onStatistics?: (id: string, mean: tf.Tensor1D, variance: tf.Tensor1D) => void;
}

/**
 * @param input `[batch, units]` or `[batch, height, width, channels]` f32
 * @returns the last node's output; the caller tidies
 */
export function runGraph(graph: Graph, input: tf.Tensor, options: RunOptions): tf.Tensor {
  const values = new Map<string, tf.Tensor>();
  const output = (id: string) => parameter(values, id);
  for (const [index, node] of graph.nodes.entries()) {
    if (values.has(node.id)) continue; // An activation that its normalization has done.
    if (node.op === 'batchNorm') {
      const next = graph.nodes[index + 1];
      const leaky =
        next?.op === 'activation' && next.input === node.id && next.activation.fn === 'leakyRelu'
          ? next.activation
          : undefined;
      const value = normalize(node, output(node.input), leaky?.slope, options);
      values.set(node.id, value);
      if (leaky !== undefined && next !== undefined) values.set(next.id, value);
      continue;
    }
    values.set(node.id, apply(node, input, output, options));
  }
  const last = graph.nodes.at(-1);
  return output(last?.id ?? 'an output');
}

function apply(
  node: Exclude<Node, { op: 'batchNorm' }>,
  input: tf.Tensor,
  output: (id: string) => tf.Tensor,
  { parameters, oneHot }: RunOptions,
): tf.Tensor {
  const weight = (role: string) => parameter(parameters, `${node.id}/${role}`);
  switch (node.op) {
    case 'input':
      return input;
    case 'classEmbedding':
      return tf.concat([output(node.input), tf.matMul(oneHot, weight('table') as tf.Tensor2D)], 1);
    case 'dense': {
      const product = tf.matMul(output(node.input) as tf.Tensor2D, weight('kernel') as tf.Tensor2D);
      return finish(node, product, { parameters, oneHot });
    }
    case 'conv2d': {
      if (node.padding !== 'same') throw new Error(`${node.id}: expected padding same in training`);
      const x = output(node.input) as tf.Tensor4D;
      return finish(node, tf.conv2d(x, weight('kernel') as tf.Tensor4D, node.stride, 'same'), {
        parameters,
        oneHot,
      });
    }
    case 'convTranspose2d': {
      const x = output(node.input) as tf.Tensor4D;
      const shape: [number, number, number, number] = [
        x.shape[0],
        x.shape[1] * node.stride,
        x.shape[2] * node.stride,
        node.filters,
      ];
      const kernel = weight('kernel') as tf.Tensor4D;
      const product = tf.conv2dTranspose(x, kernel, shape, node.stride, 'same');
      return finish(node, product, { parameters, oneHot });
    }
    case 'activation':
      return activate(output(node.input), node.activation);
    case 'add':
      return tf.add(output(node.inputs[0]), output(node.inputs[1]));
    case 'reshape': {
      const x = output(node.input);
      return tf.reshape(x, [x.shape[0] ?? 0, ...node.shape]);
    }
    case 'interleave':
      throw new Error(`${node.id}: interleave belongs to lowered graphs, got one in training`);
    default:
      return node satisfies never;
  }
}

/** `activation(product · gain + bias)`, channels last. */
function finish(
  node: Extract<Node, { op: 'dense' | 'conv2d' | 'convTranspose2d' }>,
  product: tf.Tensor,
  { parameters, oneHot }: RunOptions,
): tf.Tensor {
  /** The row of each example's class, spread over its pixels. */
  const perClass = (role: 'gain' | 'bias') => {
    const table = parameter(parameters, `${node.id}/${role}`) as tf.Tensor2D;
    const rows: tf.Tensor2D = tf.matMul(oneHot, table); // [batch, channels]
    const pixels = product.shape.slice(1, -1).map(() => 1);
    return tf.reshape(rows, [rows.shape[0], ...pixels, rows.shape[1]]);
  };
  let sum = node.gain === 'none' ? product : tf.mul(product, perClass('gain'));
  if (node.bias === 'perClass') sum = tf.add(sum, perClass('bias'));
  if (node.bias === 'shared') sum = tf.add(sum, parameter(parameters, `${node.id}/bias`));
  return node.activation === undefined ? sum : activate(sum, node.activation);
}

function activate(x: tf.Tensor, activation: Activation): tf.Tensor {
  switch (activation.fn) {
    case 'relu':
      return tf.relu(x);
    case 'leakyRelu':
      return leakyRelu(x, activation.slope);
    case 'tanh':
      return tf.tanh(x);
    default:
      return activation satisfies never;
  }
}

function normalize(
  node: Extract<Node, { op: 'batchNorm' }>,
  x: tf.Tensor,
  slope: number | undefined,
  { parameters, oneHot, onStatistics }: RunOptions,
): tf.Tensor {
  const rows = (role: 'gamma' | 'beta') => {
    const value = parameter(parameters, `${node.id}/${role}`);
    return node.conditional ? tf.matMul(oneHot, value as tf.Tensor2D) : value; // [batch, channels]
  };
  const gamma = rows('gamma');
  const beta = rows('beta');
  const mean = parameters.get(`${node.id}/mean`);
  const variance = parameters.get(`${node.id}/variance`);
  if (mean !== undefined && variance !== undefined) {
    const spread = [x.shape[0] ?? 0, ...x.shape.slice(1, -1).map(() => 1), x.shape.at(-1) ?? 0];
    const shaped = (t: tf.Tensor) => (node.conditional ? tf.reshape(t, spread) : t);
    const whitened = tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, node.epsilon)));
    const y = tf.add(tf.mul(whitened, shaped(gamma)), shaped(beta));
    return slope === undefined ? y : leakyRelu(y, slope);
  }
  const result = batchNormLeaky({
    x,
    gamma,
    beta,
    epsilon: node.epsilon,
    ...(slope === undefined ? {} : { slope }),
  });
  onStatistics?.(node.id, result.mean, result.variance);
  return result.y;
}
