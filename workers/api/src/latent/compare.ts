/** The same latents on two versions, and how far the images of each pair are apart. */

import { type Image, type LoadedModel, type Recipe, sharedClasses } from '@comfy-edge/runtime';
import { ProblemError } from '../http/problem-error.ts';
import { classIndexOf } from '../models/class-index.ts';
import type { ComparisonRequest } from './comparison-request.ts';
import { meanAbsoluteLevels, structuralSimilarity } from './image-distance.ts';

/** What an image of a version must have in common with one of another, to stand beside it. */
export interface VersionShape {
  readonly classes: readonly string[];
  readonly latentSize: number;
  readonly imageShape: {
    readonly height: number;
    readonly width: number;
    readonly channels: number;
  };
}

export interface Pair {
  readonly seed: number;
  readonly class: string;
  readonly images: readonly [Image, Image];
  readonly meanAbsoluteLevels: number;
  readonly structuralSimilarity: number;
}

export function shapeOf({ manifest, generator }: LoadedModel): VersionShape {
  const { latentSize, imageShape } = generator;
  return { classes: manifest.classes, latentSize, imageShape };
}

/**
 * The classes that both versions name.
 *
 * @throws ProblemError `versions_incomparable` for versions whose images cannot stand beside each other
 */
export function comparableClasses([first, second]: readonly [
  VersionShape,
  VersionShape,
]): string[] {
  const [sizeA, sizeB] = [sizeText(first), sizeText(second)];
  if (sizeA !== sizeB) throw incomparable(`versions of one size, got ${sizeA} and ${sizeB}`);
  const shared = sharedClasses(first, second);
  if (shared.length === 0) throw incomparable('versions with a class in common, got none');
  return shared;
}

/** @throws ProblemError `unknown_class` for one that not both have */
export function comparisonRecipe(
  { class: wanted, seed, count, truncation }: ComparisonRequest,
  [first, second]: readonly [VersionShape, VersionShape],
): Recipe {
  const common = { seed, n: count, truncation };
  if (wanted === undefined) return common;
  const name = first.classes[classIndexOf(wanted, first.classes, '/class')] ?? '';
  classIndexOf(name, second.classes, '/class');
  return { ...common, class: name };
}

export function pairUp(
  { seed, class: wanted }: Recipe,
  classes: readonly string[],
  first: readonly Image[],
  second: readonly Image[],
): Pair[] {
  return first.map((a, i) => {
    const b = second[i] as Image;
    return {
      seed: (seed + i) % 2 ** 32,
      class: wanted ?? classes[i % classes.length] ?? '',
      images: [a, b],
      meanAbsoluteLevels: meanAbsoluteLevels(a, b),
      structuralSimilarity: structuralSimilarity(a, b),
    };
  });
}

function sizeText({ latentSize, imageShape: { width, height, channels } }: VersionShape): string {
  return `${width}×${height}×${channels} of ${latentSize} latents`;
}

function incomparable(expected: string): ProblemError {
  return new ProblemError('versions_incomparable', `expected ${expected}`, { pointer: '/models' });
}
