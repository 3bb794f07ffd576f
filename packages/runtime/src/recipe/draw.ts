/** From a recipe to pixels: the same images for a request, for a receipt that is verified, and offline. */
import { latentVector, moveLatent, variedLatent } from '@comfy-edge/model';
import type { Generator } from '../generator.ts';
import { type Image, toBytes } from '../pixels.ts';
import type { ClassChoice } from '../run/class-choice.ts';
import { besideEachOther, sharedClasses } from './compare.ts';
import type { Recipe } from './recipe.ts';
import {
  classIndexIn,
  type LatentSpace,
  movesAlong,
  type Point,
  pointsOf,
  readLatent,
} from './walk.ts';

/** A version, ready to draw. */
export interface Drawer {
  readonly manifest: LatentSpace;
  readonly generator: Generator;
}

/** An image that was drawn. */
export interface Drawing {
  readonly image: Image;
  /** What it was before it was rounded to bytes, `[height, width, channels]` f32 in [-1, 1]. */
  readonly values?: Float32Array;
}

export interface DrawOptions {
  /** Keeps what the network gave before it was rounded to bytes. */
  readonly withValues?: boolean;
}

/**
 * The images of a recipe of one version, in order.
 *
 * @throws RangeError for a class, a direction or a latent that the version has not, and for a comparison
 * @throws EngineError `not_finite`
 */
export function drawRecipe(
  recipe: Recipe,
  { manifest, generator }: Drawer,
  { withValues = false }: DrawOptions = {},
): Drawing[] {
  const points = pointsOfRecipe(recipe, manifest);
  if (withValues) return points.map((point) => drawValues(point, generator));
  return runsOfOneClass(points).flatMap(({ choice, latents }) =>
    generator.decodeMany(latents, choice).map((image) => ({ image })),
  );
}

/**
 * What a version draws for a comparison with another.
 *
 * @param other whose classes count, too
 */
export function drawForComparison(
  { against: _, ...recipe }: Recipe,
  version: Drawer,
  classes: readonly string[],
): Image[] {
  return Array.from({ length: recipe.n }, (_, i) => {
    const name = recipe.class ?? classes[i % classes.length] ?? '';
    const one = { ...recipe, seed: (recipe.seed + i) % 2 ** 32, n: 1, class: name };
    return (drawRecipe(one, version)[0] as Drawing).image;
  });
}

/** A comparison's images from both versions, where both are at hand. */
export function drawComparison(recipe: Recipe, first: Drawer, second: Drawer): Drawing[] {
  const classes = sharedClasses(first.manifest, second.manifest);
  const [left, right] = [first, second].map((it) => drawForComparison(recipe, it, classes));
  return besideEachOther(left ?? [], right ?? []).map((image) => ({ image }));
}

function pointsOfRecipe(recipe: Recipe, manifest: LatentSpace): Point[] {
  const { path, latent: text, against, directions = [], truncation } = recipe;
  if (against !== undefined) throw new RangeError('expected a recipe of one version, got two');
  if (path !== undefined) return pointsOf({ ...recipe, path }, manifest);
  const { classes, latent } = manifest;
  const { size } = latent;
  const fixed = recipe.class === undefined ? undefined : classIndexIn(classes, recipe.class);
  const mean = text === undefined ? undefined : readLatent(text, size);
  const moves = movesAlong(directions, manifest.directions);
  return Array.from({ length: recipe.n }, (_, i) => {
    const own = latentVector({ seed: (recipe.seed + i) % 2 ** 32, size, truncation });
    const drawn = mean === undefined ? own : variedLatent(mean, own, recipe.strength ?? 0);
    return { latent: moveLatent(drawn, moves), choice: fixed ?? i % classes.length };
  });
}

function drawValues({ latent, choice }: Point, generator: Generator): Drawing {
  const values = generator.valuesOf(latent, choice);
  return { values, image: { pixels: toBytes(values), ...generator.imageShape } };
}

/** Neighbours of one class share every weight that is read. */
function runsOfOneClass(
  points: readonly Point[],
): { choice: ClassChoice; latents: Float32Array[] }[] {
  const runs: { choice: ClassChoice; latents: Float32Array[] }[] = [];
  for (const { latent, choice } of points) {
    const last = runs.at(-1);
    if (last !== undefined && last.choice === choice) last.latents.push(latent);
    else runs.push({ choice, latents: [latent] });
  }
  return runs;
}
