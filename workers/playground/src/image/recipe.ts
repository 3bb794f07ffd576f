/** All that it takes to make an image of a seed again, and how a request and an address say it. */
import type { GenerateParameters, ImageAddress } from '@comfy-edge/sdk';
import type { PageState } from '../address/page-state.ts';
import type { Pick } from '../address/pick.ts';
import type { Steps } from '../address/steps.ts';
import type { Catalogue } from '../edge/catalogue.ts';

/** The file that an image comes in. */
export interface Output {
  readonly format: 'png' | 'webp' | 'jpeg';
  /** Width in pixels; as the model draws them, where it is 0. */
  readonly size: number;
  readonly resampling: 'nearest' | 'lanczos';
  /** Of JPEG. */
  readonly quality: number;
}

export interface Recipe {
  readonly model: string;
  readonly digest: string;
  /** Empty for image i of a batch having class i. */
  readonly class: string;
  readonly seed: number;
  readonly truncation: number;
  readonly steps: Steps;
  readonly output: Output;
}

export const plainOutput: Output = { format: 'png', size: 0, resampling: 'nearest', quality: 90 };

export function recipeOf(
  { version }: Catalogue,
  state: Only<PageState, 'class' | 'seed' | 'truncation'>,
  output: Output = plainOutput,
): Recipe {
  const { class: name, seed, truncation } = state;
  const { model, digest } = version;
  return { model, digest, class: name, seed, truncation, steps: [], output };
}

type Only<T, Keys extends keyof T> = { readonly [Key in Keys]: T[Key] };

export function outputOf({ format, size, resampling, quality }: PageState): Output {
  return { format, size, resampling, quality };
}

export function pickOf({ seed, class: name, steps }: Recipe): Pick {
  return { seed, class: name, steps };
}

/** Pinned by digest, so that the answer never changes. */
export function parametersOf(recipe: Recipe): GenerateParameters {
  const { model, digest, class: name, seed, truncation, steps, output } = recipe;
  return {
    model: `${model}@${digest}`,
    ...(name !== '' && { class: name }),
    seed,
    ...(truncation !== 1 && { truncation }),
    ...(steps.length > 0 && { directions: [...steps] }),
    ...(output.format !== 'png' && { format: output.format }),
    ...enlargementOf(output),
  };
}

/** @returns undefined for what no address says */
export function addressOf(recipe: Recipe): ImageAddress | undefined {
  const { model, digest, class: name, seed, truncation, steps, output } = recipe;
  if (steps.length > 0 || name === '') return undefined;
  return {
    ...{ model, digest, seed, format: output.format, class: name },
    ...(truncation !== 1 && { truncation }),
    ...enlargementOf(output),
  };
}

function enlargementOf({ format, size, resampling, quality }: Output) {
  return {
    ...(size > 0 && { size }),
    ...(size > 0 && resampling !== 'nearest' && { resampling }),
    ...(format === 'jpeg' && quality !== 90 && { quality }),
  };
}
