/**
 * A batch normalization that compiling could not fold into a kernel (of a sum, say) as a gain and a
 * bias: `x · γ/√(σ² + ε) + (β − μ · γ/√(σ² + ε))`, computed in float64.
 */
import type { BatchNormNode } from '../graph.ts';
import { dequantize } from '../storage/quantize.ts';
import type { StoredTensor, StoredWeights } from '../storage/stored-weights.ts';
import { weightOf } from '../weight-shapes.ts';
import type { Affine } from './exported-network.ts';

export function normalizationRows(
  { id, conditional, epsilon }: BatchNormNode,
  weights: StoredWeights,
): Affine {
  const read = (role: string): Float32Array => {
    const tensor = weightOf<StoredTensor>(weights, `${id}/${role}`);
    return dequantize(new Map([['', tensor]])).get('')?.data ?? new Float32Array();
  };
  const [mean, variance, gamma, beta] = [
    read('mean'),
    read('variance'),
    read('gamma'),
    read('beta'),
  ];
  const channels = mean.length;
  const shape = [gamma.length / channels, channels];
  const at = (values: Float32Array, index: number) => values[index] ?? Number.NaN;
  const gain = (index: number) =>
    at(gamma, index) / Math.sqrt(at(variance, index % channels) + epsilon);
  const bias = (index: number) => at(beta, index) - at(mean, index % channels) * gain(index);
  const rows = (role: string, value: (index: number) => number) => ({
    name: `${id}/${role}`,
    perClass: conditional,
    tensor: { dtype: 'F32', shape, data: gamma.map((_, index) => value(index)) } as const,
  });
  return { gain: rows('gain', gain), bias: rows('bias', bias) };
}
