/**
 * What a plan's steps multiply by and add: the network's weights, brought into the form that one
 * class needs. Planned as data here; uploaded by `parameter-store.ts`.
 *
 * A per-class gain scales a convolution's kernel, kernel · gain[class], so that the fused kernels run
 * and a class costs memory instead of time. A dense kernel is read but once an image, so there the
 * gain scales the output, and the kernel stays shared.
 */
import type { Weights } from '@comfy-edge/model';
import { EngineError } from './engine-error.ts';

/** How a parameter is made of weights, which are given by name. */
export type Recipe =
  | { readonly from: 'weight'; readonly weight: string }
  /** One row of a `[classes, …]` weight. */
  | { readonly from: 'row'; readonly weight: string }
  /** Kernel with its last axis scaled by one row of the gain. */
  | { readonly from: 'gained'; readonly kernel: string; readonly gain: string }
  /** γ / √(σ² + ε) of a batch normalization that no kernel could take in. */
  | ({ readonly from: 'normScale' } & Norm)
  /** β − μ · γ / √(σ² + ε). */
  | ({ readonly from: 'normOffset' } & Norm);

interface Norm {
  readonly node: string;
  readonly epsilon: number;
  readonly conditional: boolean;
}

export interface Parameter {
  readonly name: string;
  readonly shape: readonly number[];
  /** Whether it differs from class to class. */
  readonly perClass: boolean;
  /** In the WASM heap; a kernel counts twice, because XNNPACK keeps a repacked copy. */
  readonly bytes: number;
  readonly recipe: Recipe;
}

/** Names of the weights that a recipe reads. */
export function weightsRead(recipe: Recipe): readonly string[] {
  switch (recipe.from) {
    case 'weight':
    case 'row':
      return [recipe.weight];
    case 'gained':
      return [recipe.kernel, recipe.gain];
    case 'normScale':
      return [`${recipe.node}/gamma`, `${recipe.node}/variance`];
    case 'normOffset':
      return ['gamma', 'variance', 'beta', 'mean'].map((role) => `${recipe.node}/${role}`);
    default:
      return recipe satisfies never;
  }
}

/** The parameter's values for a class, row-major f32; a class is of no account to a shared one. */
export function parameterValues(
  weights: Weights,
  { recipe, shape }: Parameter,
  classIndex: number,
): Float32Array {
  switch (recipe.from) {
    case 'weight':
      return dataOf(weights, recipe.weight);
    case 'row':
      return rowOf(dataOf(weights, recipe.weight), shape[0] ?? 0, classIndex);
    case 'gained': {
      const channels = shape.at(-1) ?? 0;
      const gain = rowOf(dataOf(weights, recipe.gain), channels, classIndex);
      return scaleChannels(dataOf(weights, recipe.kernel), gain);
    }
    case 'normScale':
      return Float32Array.from(normScale(weights, recipe, classIndex));
    case 'normOffset': {
      const scale = normScale(weights, recipe, classIndex);
      const beta = normRow(weights, recipe, 'beta', classIndex);
      const mean = dataOf(weights, `${recipe.node}/mean`);
      return Float32Array.from(
        scale,
        (value, channel) => (beta[channel] as number) - (mean[channel] as number) * value,
      );
    }
    default:
      return recipe satisfies never;
  }
}

/** Nested loops, since this is what the first image of a class waits for. */
function scaleChannels(kernel: Float32Array, gain: Float32Array): Float32Array {
  const channels = gain.length;
  const scaled = new Float32Array(kernel.length);
  for (let start = 0; start < kernel.length; start += channels) {
    for (let channel = 0; channel < channels; channel++) {
      scaled[start + channel] = (kernel[start + channel] as number) * (gain[channel] as number);
    }
  }
  return scaled;
}

function normScale(weights: Weights, norm: Norm, classIndex: number): Float64Array {
  const variance = dataOf(weights, `${norm.node}/variance`);
  const gamma = normRow(weights, norm, 'gamma', classIndex);
  return Float64Array.from(
    gamma,
    (value, channel) => value / Math.sqrt((variance[channel] as number) + norm.epsilon),
  );
}

function normRow(weights: Weights, norm: Norm, role: string, classIndex: number): Float32Array {
  const data = dataOf(weights, `${norm.node}/${role}`);
  if (!norm.conditional) return data;
  return rowOf(data, dataOf(weights, `${norm.node}/mean`).length, classIndex);
}

function rowOf(data: Float32Array, length: number, row: number): Float32Array {
  return data.subarray(row * length, (row + 1) * length);
}

function dataOf(weights: Weights, name: string): Float32Array {
  const tensor = weights.get(name);
  if (tensor === undefined) {
    throw new EngineError('model_unsupported', `expected a weight "${name}", got none`);
  }
  return tensor.data;
}
