/**
 * The rows of numbers that follow a product channel by channel, `x · gain + bias`: planned as data here,
 * written to memory by `run/block.ts`. A row that depends on the class is there once for each of them, a
 * few hundred numbers, so no class ever has to be made ready; and once more, for a row between two.
 */
import type { StoredWeights } from '@comfy-edge/model';
import { EngineError } from '../engine-error.ts';

/** How a row is made of weights, which are given by name. */
export type Recipe =
  /** The weight itself `[channels]`, or a class's row of `[classes, channels]`. */
  | { readonly from: 'weight'; readonly weight: string }
  /** γ / √(σ² + ε) of a batch normalization that no kernel could take in. */
  | ({ readonly from: 'normScale' } & Norm)
  /** β − μ · γ / √(σ² + ε). */
  | ({ readonly from: 'normOffset' } & Norm);

interface Norm {
  readonly node: string;
  readonly epsilon: number;
}

export interface ClassRow {
  readonly name: string;
  readonly channels: number;
  /** Whether it differs from class to class. */
  readonly perClass: boolean;
  readonly recipe: Recipe;
}

/** The values of a row for a class, which is of no account to a shared one. */
export function rowValues(
  weights: StoredWeights,
  { recipe, channels, perClass }: ClassRow,
  classIndex: number,
): Float32Array {
  const own = (name: string) => {
    const data = dataOf(weights, name);
    return perClass ? data.subarray(classIndex * channels, (classIndex + 1) * channels) : data;
  };
  if (recipe.from === 'weight') return own(recipe.weight);
  const { node, epsilon } = recipe;
  const variance = dataOf(weights, `${node}/variance`);
  const scale = Float64Array.from(
    own(`${node}/gamma`),
    (gamma, channel) => gamma / Math.sqrt((variance[channel] as number) + epsilon),
  );
  switch (recipe.from) {
    case 'normScale':
      return Float32Array.from(scale);
    case 'normOffset': {
      const beta = own(`${node}/beta`);
      const mean = dataOf(weights, `${node}/mean`);
      return Float32Array.from(
        scale,
        (value, channel) => (beta[channel] as number) - (mean[channel] as number) * value,
      );
    }
    default:
      return recipe satisfies never;
  }
}

/** A row's weight, which is never stored but as f32. */
function dataOf(weights: StoredWeights, name: string): Float32Array {
  const tensor = weights.get(name);
  if (tensor?.dtype === 'F32') return tensor.data;
  const got = tensor?.dtype ?? 'none';
  throw new EngineError('model_unsupported', `expected an F32 weight "${name}", got ${got}`);
}
