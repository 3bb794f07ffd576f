/** A kernel node's gain and bias as functions of class and channel, whichever form they are stored in. */
import type { KernelNode, Tensor, Weights } from '../graph.ts';
import { filtersOf, weightOf } from '../weight-shapes.ts';

/** Value for one class and output channel. */
export type PerClass = (classIndex: number, channel: number) => number;

/** The node's gain; 1 where it has none. */
export function gainOf(node: KernelNode, weights: Weights): PerClass {
  if (node.gain === 'none') return () => 1;
  const { data } = weightOf(weights, `${node.id}/gain`);
  const filters = filtersOf(node);
  return (classIndex, channel) => data[classIndex * filters + channel] as number;
}

/** The node's bias; 0 where it has none. */
export function biasOf(node: KernelNode, weights: Weights): PerClass {
  if (node.bias === 'none') return () => 0;
  const { data } = weightOf(weights, `${node.id}/bias`);
  const stride = node.bias === 'perClass' ? filtersOf(node) : 0;
  return (classIndex, channel) => data[classIndex * stride + channel] as number;
}

/** `[classes, channels]`, one value a call of `value`. */
export function perClassTensor(classes: number, channels: number, value: PerClass): Tensor {
  const data = new Float32Array(classes * channels);
  for (let classIndex = 0; classIndex < classes; classIndex++) {
    for (let channel = 0; channel < channels; channel++) {
      data[classIndex * channels + channel] = value(classIndex, channel);
    }
  }
  return { shape: [classes, channels], data };
}

/** `[channels]`, one value a call of `value`. */
export function sharedTensor(channels: number, value: (channel: number) => number): Tensor {
  return {
    shape: [channels],
    data: Float32Array.from({ length: channels }, (_, channel) => value(channel)),
  };
}
