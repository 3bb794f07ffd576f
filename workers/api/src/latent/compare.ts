/** The same latents on two versions, and how far the images of each pair are apart. */

import { latentVector } from '@comfy-edge/model';
import type { Image, LoadedModel } from '@comfy-edge/runtime';
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

/** What both versions are to make, by the names of classes: their indices may differ. */
export interface Subject {
  readonly seed: number;
  readonly class: string;
}

export interface Pair extends Subject {
  readonly images: readonly [Image, Image];
  readonly meanAbsoluteLevels: number;
  readonly structuralSimilarity: number;
}

export function shapeOf({ manifest, generator }: LoadedModel): VersionShape {
  const { latentSize, imageShape } = generator;
  return { classes: manifest.classes, latentSize, imageShape };
}

/** @throws ProblemError `versions_incomparable`, `unknown_class` */
export function subjectsOf(
  { class: wanted, seed, count }: ComparisonRequest,
  [first, second]: readonly [VersionShape, VersionShape],
): Subject[] {
  const [sizeA, sizeB] = [sizeText(first), sizeText(second)];
  if (sizeA !== sizeB) throw incomparable(`versions of one size, got ${sizeA} and ${sizeB}`);
  const shared = first.classes.filter((name) => second.classes.includes(name));
  const names = wanted === undefined ? shared : [classNamed(wanted, first, second)];
  if (names.length === 0) throw incomparable('versions with a class in common, got none');
  return Array.from({ length: count }, (_, i) => ({
    seed: (seed + i) % 2 ** 32,
    class: names[i % names.length] ?? '',
  }));
}

/** @throws EngineError `not_finite` */
export function imagesOf(
  { manifest: { classes }, generator }: LoadedModel,
  subjects: readonly Subject[],
  truncation: number,
): Image[] {
  return subjects.map(({ seed, class: name }) => {
    const latent = latentVector({ seed, size: generator.latentSize, truncation });
    return generator.decode(latent, classes.indexOf(name));
  });
}

export function pairUp(
  subjects: readonly Subject[],
  first: readonly Image[],
  second: readonly Image[],
): Pair[] {
  return subjects.map((subject, i) => {
    const [a, b] = [first[i] as Image, second[i] as Image];
    return {
      ...subject,
      images: [a, b],
      meanAbsoluteLevels: meanAbsoluteLevels(a, b),
      structuralSimilarity: structuralSimilarity(a, b),
    };
  });
}

/** Black where both are the same. */
export function differenceImage([a, b]: Pair['images']): Image {
  const pixels = a.pixels.map((level, at) => Math.abs(level - (b.pixels[at] as number)));
  return { ...a, pixels };
}

function classNamed(wanted: string | number, first: VersionShape, second: VersionShape): string {
  const name = first.classes[classIndexOf(wanted, first.classes, '/class')] ?? '';
  classIndexOf(name, second.classes, '/class');
  return name;
}

function sizeText({ latentSize, imageShape: { width, height, channels } }: VersionShape): string {
  return `${width}×${height}×${channels} of ${latentSize} latents`;
}

function incomparable(expected: string): ProblemError {
  return new ProblemError('versions_incomparable', `expected ${expected}`, { pointer: '/models' });
}
