/**
 * The network that judges: a small convolutional classifier, described like every other network.
 * Its 128 features before the last layer are the space in which image sets are compared.
 */
import type { Activation, Graph, Node } from '@comfy-edge/model';
import type { RasterSize } from '../data/image-form.ts';

export const FEATURE_COUNT = 128;

const leaky: Activation = { fn: 'leakyRelu', slope: 0.1 };

const convolution = { kernel: [3, 3], padding: 'same', bias: 'shared', gain: 'none' } as const;

export interface ClassifierGraphs {
  /** `[height, width, channels]` → `[128]`. */
  readonly features: Graph;
  /** `[128]` → `[classes]` logits. */
  readonly head: Graph;
}

export function classifierGraphs(size: RasterSize, classCount: number): ClassifierGraphs {
  const { height, width, channels } = size;
  const flat = Math.ceil(height / 4) * Math.ceil(width / 4) * 64;
  const features: Node[] = [
    { op: 'input', id: 'image', shape: [height, width, channels] },
    {
      op: 'conv2d',
      id: 'conv1',
      input: 'image',
      filters: 32,
      stride: 2,
      ...convolution,
      activation: leaky,
    },
    {
      op: 'conv2d',
      id: 'conv2',
      input: 'conv1',
      filters: 64,
      stride: 2,
      ...convolution,
      activation: leaky,
    },
    { op: 'reshape', id: 'flatten', input: 'conv2', shape: [flat] },
    {
      op: 'dense',
      id: 'features',
      input: 'flatten',
      units: FEATURE_COUNT,
      bias: 'shared',
      gain: 'none',
      activation: leaky,
    },
  ];
  const head: Node[] = [
    { op: 'input', id: 'pooled', shape: [FEATURE_COUNT] },
    { op: 'dense', id: 'logits', input: 'pooled', units: classCount, bias: 'shared', gain: 'none' },
  ];
  return {
    features: { classCount, nodes: features },
    head: { classCount, nodes: head },
  };
}
