/**
 * Pass: a batch normalization with fixed statistics becomes part of the kernel before it.
 *
 * (y − μ)·s + β with s = γ / √(σ² + ε) and y = (kernel·x)·g + b. Unconditional: s goes into the
 * kernel's output channels, (b − μ)·s + β is the bias. Conditional: s differs by class, so g·s stays
 * as a per-class gain and the bias becomes per class. Through a reshape the channels repeat:
 * a dense layer's unit `u` is channel `u mod channels` of the image it is reshaped to.
 */
import type { BatchNormNode, KernelNode, Network, Tensor } from '../graph.ts';
import { sizeOf } from '../infer-shapes.ts';
import { ModelError } from '../model-error.ts';
import { filtersOf, outputAxis, weightOf } from '../weight-shapes.ts';
import { dropDeadNodes } from './drop-dead-nodes.ts';
import { biasOf, gainOf, type PerClass, perClassTensor, sharedTensor } from './epilogue-weights.ts';
import { mergeInto, soleProducer } from './sole-producer.ts';

/** @throws ModelError `graph_invalid`, `weights_invalid` */
export function foldBatchNorms(network: Network): Network {
  let current = dropDeadNodes(network);
  for (;;) {
    const pair = findPair(current);
    if (pair === undefined) return current;
    current = dropDeadNodes(foldPair(current, ...pair));
  }
}

type Pair = [kernel: KernelNode, norm: BatchNormNode];

function findPair({ graph, weights }: Network): Pair | undefined {
  for (const node of graph.nodes) {
    if (node.op !== 'batchNorm') continue;
    const producer = soleProducer(graph, node);
    if (producer === undefined) continue;
    const channels = weightOf(weights, `${node.id}/mean`).data.length;
    if (filtersOf(producer) % channels === 0) return [producer, node];
  }
  return undefined;
}

function foldPair({ graph, weights }: Network, ...[producer, norm]: Pair): Network {
  const filters = filtersOf(producer);
  const { mean, scale, beta } = affineOf(norm, weights);
  const gain = gainOf(producer, weights);
  const bias = biasOf(producer, weights);
  const foldedBias: PerClass = (c, channel) =>
    (bias(c, channel) - mean(channel)) * scale(c, channel) + beta(c, channel);
  const perClass = norm.conditional || producer.bias === 'perClass';
  const tensors = new Map(weights);
  if (norm.conditional) {
    tensors.set(
      `${producer.id}/gain`,
      perClassTensor(
        graph.classCount,
        filters,
        (c, channel) => gain(c, channel) * scale(c, channel),
      ),
    );
  } else {
    const name = `${producer.id}/kernel`;
    tensors.set(
      name,
      scaleAxis(weightOf(weights, name), outputAxis(producer), (channel) => scale(0, channel)),
    );
  }
  tensors.set(
    `${producer.id}/bias`,
    perClass
      ? perClassTensor(graph.classCount, filters, foldedBias)
      : sharedTensor(filters, (channel) => foldedBias(0, channel)),
  );
  const folded: KernelNode = {
    ...producer,
    gain: norm.conditional ? 'perClass' : producer.gain,
    bias: perClass ? 'perClass' : 'shared',
  };
  return { graph: { ...graph, nodes: mergeInto(graph.nodes, folded, norm) }, weights: tensors };
}

interface Affine {
  readonly mean: (channel: number) => number;
  /** γ / √(σ² + ε) */
  readonly scale: PerClass;
  readonly beta: PerClass;
}

function affineOf(norm: BatchNormNode, weights: Network['weights']): Affine {
  const mean = weightOf(weights, `${norm.id}/mean`).data;
  const variance = weightOf(weights, `${norm.id}/variance`).data;
  const gamma = weightOf(weights, `${norm.id}/gamma`).data;
  const beta = weightOf(weights, `${norm.id}/beta`).data;
  const channels = mean.length;
  const stride = norm.conditional ? channels : 0;
  const bad = variance.findIndex((value) => !(value + norm.epsilon > 0));
  if (bad >= 0) {
    throw new ModelError(
      'weights_invalid',
      `${norm.id}/variance: expected values above ${-norm.epsilon}, got ${variance[bad]} at ${bad}`,
    );
  }
  const deviation = Float64Array.from(variance, (value) => Math.sqrt(value + norm.epsilon));
  return {
    mean: (channel) => mean[channel % channels] as number,
    scale: (c, channel) =>
      (gamma[c * stride + (channel % channels)] as number) /
      (deviation[channel % channels] as number),
    beta: (c, channel) => beta[c * stride + (channel % channels)] as number,
  };
}

function scaleAxis(tensor: Tensor, axis: number, factor: (index: number) => number): Tensor {
  const length = tensor.shape[axis] as number;
  const inner = sizeOf(tensor.shape.slice(axis + 1));
  return {
    shape: tensor.shape,
    data: tensor.data.map((value, index) => value * factor(Math.floor(index / inner) % length)),
  };
}
