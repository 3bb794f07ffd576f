/** Weights as they are stored, held to their graph without being expanded. */
import type { Graph } from '../graph.ts';
import { sizeOf } from '../infer-shapes.ts';
import { ModelError } from '../model-error.ts';
import { assertFinite, weightOf, weightShapes } from '../weight-shapes.ts';
import { decodeFloat16 } from './float16.ts';

export type StoredTensor =
  | { readonly dtype: 'F32'; readonly shape: readonly number[]; readonly data: Float32Array }
  /** Bits of binary16. */
  | { readonly dtype: 'F16'; readonly shape: readonly number[]; readonly data: Uint16Array }
  /** Value = data · scales[index along `axis`]. */
  | {
      readonly dtype: 'I8';
      readonly shape: readonly number[];
      readonly data: Int8Array;
      readonly axis: number;
      readonly scales: Float32Array;
    };

/** Stored tensors by the names of the weights. */
export type StoredWeights = ReadonlyMap<string, StoredTensor>;

/**
 * Checks that the stored weights are exactly those the graph needs, finite, and variances not negative.
 * @throws ModelError `weights_invalid`
 */
export function checkStoredWeights(graph: Graph, stored: StoredWeights): void {
  const expected = weightShapes(graph);
  for (const [name, shape] of expected) checkTensor(name, weightOf(stored, name), shape);
  for (const name of stored.keys()) {
    if (expected.has(name)) continue;
    throw new ModelError('weights_invalid', `expected only weights of the graph, got "${name}"`);
  }
}

function checkTensor(name: string, tensor: StoredTensor, shape: readonly number[]): void {
  if (tensor.shape.join() !== shape.join() || tensor.data.length !== sizeOf(shape)) {
    throw new ModelError(
      'weights_invalid',
      `${name}: expected shape [${shape.join()}], got [${tensor.shape.join()}] with ${tensor.data.length} values`,
    );
  }
  if (tensor.dtype === 'I8') {
    checkScales(name, tensor.scales, shape[tensor.axis] ?? 0);
  } else {
    assertFinite(name, tensor.dtype === 'F16' ? decodeFloat16(tensor.data) : tensor.data);
  }
}

/** No code is larger than 128: where that times the scale is finite, every value is. */
function checkScales(name: string, scales: Float32Array, channels: number): void {
  if (scales.length !== channels) {
    const counts = `expected ${channels} scales, got ${scales.length}`;
    throw new ModelError('weights_invalid', `${name}: ${counts}`);
  }
  assertFinite(
    name,
    scales.map((scale) => scale * 128),
  );
}
