/**
 * Weights in their stored form: kernels as symmetric int8 with one f32 scale an output channel
 * (Krishnamoorthi 2018, arXiv:1806.08342), as float16, or as they are; everything else stays f32.
 *
 * Storage only: they are decoded to f32 before they are used, so an engine's arithmetic does not
 * depend on how a model was stored. −128 is never used: the range is symmetric about zero.
 */
import type { Network, Tensor, Weights } from '../graph.ts';
import { sizeOf } from '../infer-shapes.ts';
import { ModelError } from '../model-error.ts';
import { checkWeights, isKernelNode, outputAxis } from '../weight-shapes.ts';
import { decodeFloat16, encodeFloat16 } from './float16.ts';
import type { StoredTensor, StoredWeights } from './stored-weights.ts';

/** How one kernel is stored. */
export type KernelStorage = 'int8' | 'float16' | 'float32';

export interface QuantizeOptions {
  /** One choice for all kernels, or a choice by the weight's name (`<node id>/kernel`). */
  readonly kernels?: KernelStorage | ((name: string) => KernelStorage);
}

/**
 * @throws ModelError `weights_invalid` for weights that are not the graph's or not finite, and for a
 * value that float16 cannot hold.
 */
export function quantize(
  { graph, weights }: Network,
  { kernels = 'int8' }: QuantizeOptions = {},
): StoredWeights {
  checkWeights(graph, weights);
  const axes = kernelAxes(graph);
  const stored = new Map<string, StoredTensor>();
  for (const [name, tensor] of weights) {
    const axis = axes.get(name);
    const storage =
      axis === undefined ? 'float32' : typeof kernels === 'string' ? kernels : kernels(name);
    stored.set(name, store(name, tensor, storage, axis ?? 0));
  }
  return stored;
}

/** The f32 weights that stored tensors stand for. */
export function dequantize(stored: StoredWeights): Weights {
  const weights = new Map<string, Tensor>();
  for (const [name, tensor] of stored) {
    weights.set(name, { shape: tensor.shape, data: valuesOf(tensor) });
  }
  return weights;
}

/** Axis of output channels of every kernel, by the kernel's name. */
export function kernelAxes(graph: Network['graph']): ReadonlyMap<string, number> {
  return new Map(
    graph.nodes.filter(isKernelNode).map((node) => [`${node.id}/kernel`, outputAxis(node)]),
  );
}

/** For each element along `axis` of a row-major tensor, which index along it has. */
function indexAlong(shape: readonly number[], axis: number): (index: number) => number {
  const length = shape[axis] ?? 1;
  const inner = sizeOf(shape.slice(axis + 1));
  return (index) => Math.floor(index / inner) % length;
}

function store(name: string, tensor: Tensor, storage: KernelStorage, axis: number): StoredTensor {
  const { shape, data } = tensor;
  switch (storage) {
    case 'float32':
      return { dtype: 'F32', shape, data: data.slice() };
    case 'float16': {
      const tooLarge = data.findIndex((value) => Math.abs(value) >= 65_520);
      if (tooLarge >= 0) {
        throw invalid(name, `expected values up to 65504 for float16, got ${data[tooLarge]}`);
      }
      return { dtype: 'F16', shape, data: encodeFloat16(data) };
    }
    case 'int8':
      return storeInt8(name, tensor, axis);
    default:
      return storage satisfies never;
  }
}

function storeInt8(name: string, { shape, data }: Tensor, axis: number): StoredTensor {
  const channelOf = indexAlong(shape, axis);
  const scales = new Float32Array(shape[axis] ?? 1);
  data.forEach((value, index) => {
    const channel = channelOf(index);
    scales[channel] = Math.max(scales[channel] as number, Math.abs(value));
  });
  for (const [channel, largest] of scales.entries()) {
    scales[channel] = largest / 127;
    if (!Number.isFinite(Math.fround((scales[channel] as number) * 127))) {
      throw invalid(name, `expected values whose scale fits f32, got up to ${largest}`);
    }
  }
  const codes = Int8Array.from(data, (value, index) => {
    const scale = scales[channelOf(index)] as number;
    // A channel too small for its scale to be above zero is stored as zeros.
    if (scale === 0) return 0;
    return Math.max(-127, Math.min(127, Math.round(value / scale)));
  });
  return { dtype: 'I8', shape, data: codes, axis, scales };
}

function valuesOf(tensor: StoredTensor): Float32Array {
  switch (tensor.dtype) {
    case 'F32':
      return tensor.data.slice();
    case 'F16':
      return decodeFloat16(tensor.data);
    case 'I8':
      return dequantizeInt8(tensor);
    default:
      return tensor satisfies never;
  }
}

/** Runs when a model is loaded at the edge, hence nested loops and not a division an element. */
function dequantizeInt8({
  shape,
  data,
  axis,
  scales,
}: Extract<StoredTensor, { dtype: 'I8' }>): Float32Array {
  if (scales.length !== shape[axis] || data.length !== sizeOf(shape)) {
    throw new ModelError(
      'weights_invalid',
      `expected ${shape[axis]} scales and ${sizeOf(shape)} values, got ${scales.length} and ${data.length}`,
    );
  }
  const inner = sizeOf(shape.slice(axis + 1));
  const values = new Float32Array(data.length);
  for (let start = 0; start < data.length; ) {
    for (const scale of scales) {
      const end = start + inner;
      for (; start < end; start++) values[start] = (data[start] as number) * scale;
    }
  }
  return values;
}

function invalid(name: string, message: string): ModelError {
  return new ModelError('weights_invalid', `${name}: ${message}`);
}
