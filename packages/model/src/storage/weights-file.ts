/**
 * A network's weights as a safetensors file. An int8 kernel `<name>` has its scales beside it as the
 * f32 tensor `<name>.scale`, one an output channel.
 */
import type { Graph, Weights } from '../graph.ts';
import { ModelError } from '../model-error.ts';
import { weightShapes } from '../weight-shapes.ts';
import { dequantize, kernelAxes } from './quantize.ts';
import { readSafetensors, type SafeTensor, writeSafetensors } from './safetensors.ts';
import { checkStoredWeights, type StoredTensor, type StoredWeights } from './stored-weights.ts';

/**
 * @returns the bytes that are published; the same for the same stored weights.
 * @throws ModelError `safetensors_invalid`
 */
export function encodeWeights(stored: StoredWeights): Uint8Array {
  const tensors = new Map<string, SafeTensor>();
  for (const [name, tensor] of stored) {
    if (tensor.dtype === 'I8') {
      const { dtype, shape, data, scales } = tensor;
      tensors.set(name, { dtype, shape, data });
      tensors.set(`${name}.scale`, { dtype: 'F32', shape: [scales.length], data: scales });
    } else {
      tensors.set(name, tensor);
    }
  }
  return writeSafetensors(tensors);
}

/**
 * Decodes the weights of `graph` to f32: exactly those it names, in its shapes, all finite.
 * @throws ModelError `safetensors_invalid`, `weights_invalid`, `graph_invalid`
 */
export function decodeWeights(file: Uint8Array, graph: Graph): Weights {
  return dequantize(decodeStoredWeights(file, graph));
}

/**
 * As {@link decodeWeights}, but as they are stored: what an engine expands by itself.
 * @throws ModelError `safetensors_invalid`, `weights_invalid`, `graph_invalid`
 */
export function decodeStoredWeights(file: Uint8Array, graph: Graph): StoredWeights {
  const { tensors } = readSafetensors(file);
  const axes = kernelAxes(graph);
  const stored = new Map<string, StoredTensor>();
  let used = 0;
  for (const [name, shape] of weightShapes(graph)) {
    const tensor = tensors.get(name);
    if (tensor === undefined) throw invalid(name, 'expected a tensor, got none');
    if (tensor.shape.join() !== shape.join()) {
      throw invalid(name, `expected shape [${shape.join()}], got [${tensor.shape.join()}]`);
    }
    used += 1;
    const axis = axes.get(name);
    switch (tensor.dtype) {
      case 'F32':
        stored.set(name, tensor);
        break;
      case 'F16':
        stored.set(name, tensor);
        break;
      case 'I8': {
        if (axis === undefined) throw invalid(name, 'expected F32 or F16, got I8');
        const scales = scalesOf(name, tensors.get(`${name}.scale`), shape[axis] ?? 0);
        stored.set(name, { ...tensor, axis, scales });
        used += 1;
        break;
      }
      case 'U8':
        throw invalid(name, 'expected F32, F16 or I8, got U8');
      default:
        return tensor satisfies never;
    }
  }
  if (used !== tensors.size) {
    const extra = [...tensors.keys()].find((name) => !isUsed(name, stored));
    throw invalid(extra ?? '', 'expected only the tensors of the graph, got this one too');
  }
  checkStoredWeights(graph, stored);
  return stored;
}

function scalesOf(name: string, tensor: SafeTensor | undefined, channels: number): Float32Array {
  if (tensor?.dtype !== 'F32' || tensor.shape.join() !== `${channels}`) {
    const got = tensor ? `${tensor.dtype} [${tensor.shape.join()}]` : 'none';
    throw invalid(`${name}.scale`, `expected F32 [${channels}], got ${got}`);
  }
  const bad = tensor.data.findIndex((scale) => !Number.isFinite(scale) || scale < 0);
  if (bad >= 0) {
    throw invalid(`${name}.scale`, `expected finite values of at least 0, got ${tensor.data[bad]}`);
  }
  return tensor.data;
}

function isUsed(name: string, stored: StoredWeights): boolean {
  if (stored.has(name)) return true;
  const kernel = name.endsWith('.scale') ? stored.get(name.slice(0, -'.scale'.length)) : undefined;
  return kernel?.dtype === 'I8';
}

function invalid(name: string, message: string): ModelError {
  return new ModelError('weights_invalid', `${name}: ${message}`);
}
