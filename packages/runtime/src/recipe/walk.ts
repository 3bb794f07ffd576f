/**
 * A path through latents and classes: between two waypoints the latent goes along the sphere and the class
 * along the line between its rows.
 */
import {
  type LatentDirection,
  type LatentMove,
  latentVector,
  moveLatent,
  slerp,
} from '@comfy-edge/model';
import type { ClassChoice } from '../run/class-choice.ts';
import { decodeLatent } from './latent-text.ts';
import type { DirectionStep, Path, Recipe, Waypoint } from './recipe.ts';

/** Of a manifest, what gives a waypoint its place. */
export interface LatentSpace {
  readonly classes: readonly string[];
  readonly directions?: readonly LatentDirection[];
  readonly latent: { readonly size: number };
}

/** What a generator decodes. */
export interface Point {
  /** `[latent.size]` f32. */
  readonly latent: Float32Array;
  readonly choice: ClassChoice;
}

/**
 * Evenly from the first waypoint to the last, both included; or all the way round and up to before the
 * first, so that the last frame leads into the first again. In waypoints: 1.5 is half-way between the second
 * and the third.
 */
export function framePositions(waypoints: number, frames: number, loop: boolean): number[] {
  const [length, steps] = loop ? [waypoints, frames] : [waypoints - 1, frames - 1];
  return Array.from({ length: frames }, (_, frame) => (frame * length) / steps);
}

/** The points of a path's images, in order. */
export function pointsOf(
  { path, n, truncation }: Recipe & { readonly path: Path },
  space: LatentSpace,
): Point[] {
  const { waypoints, loop = false, position } = path;
  const placed = waypoints.map((waypoint) => place(waypoint, truncation, space));
  const positions = position === undefined ? framePositions(waypoints.length, n, loop) : [position];
  return positions.map((it) => {
    const start = Math.floor(it);
    const from = placed[start % placed.length] as PlacedWaypoint;
    return between(from, placed[(start + 1) % placed.length] as PlacedWaypoint, it - start);
  });
}

/**
 * One image of a path by itself, with as little as decides its pixels. At a waypoint that a seed gives it is
 * the image of that seed and class.
 */
export function recipeAt(
  { path, n, truncation }: Recipe & { readonly path: Path },
  index: number,
): Recipe {
  const { waypoints, loop = false } = path;
  const position = framePositions(waypoints.length, n, loop)[index] as number;
  const start = Math.floor(position);
  const from = waypoints[start % waypoints.length] as Waypoint;
  const amount = position - start;
  const alone = { seed: 0, n: 1, truncation };
  if (amount > 0) {
    const to = waypoints[(start + 1) % waypoints.length] as Waypoint;
    return { ...alone, path: { waypoints: [from, to], position: amount } };
  }
  const { seed, latent: _, ...rest } = from;
  return seed === undefined
    ? { ...alone, path: { waypoints: [from], position: 0 } }
    : { ...alone, ...rest, seed };
}

/**
 * What a version's published directions make of steps.
 *
 * @throws RangeError for a direction that there is not
 */
export function movesAlong(
  steps: readonly DirectionStep[],
  directions: readonly LatentDirection[] = [],
): LatentMove[] {
  return steps.map(({ index, amount }) => {
    const direction = directions[index];
    if (direction !== undefined) return { vector: direction.vector, amount };
    throw new RangeError(`expected one of ${directions.length} directions, got ${index}`);
  });
}

/** @throws RangeError for a class that there is not */
export function classIndexIn(classes: readonly string[], name: string): number {
  const index = classes.indexOf(name);
  if (index >= 0) return index;
  throw new RangeError(`expected one of the classes ${classes.join(', ')}, got ${name}`);
}

/** @throws RangeError for text that is none, and for a latent of another size */
export function readLatent(text: string, size: number): Float32Array {
  const latent = decodeLatent(text);
  if (latent?.length === size) return latent;
  throw new RangeError(`expected ${size} latent values, got ${latent?.length ?? 'none'}`);
}

interface PlacedWaypoint {
  readonly classIndex: number;
  readonly latent: Float32Array;
}

function place(
  { seed, latent: given, class: name, directions: steps = [] }: Waypoint,
  truncation: number,
  { classes, directions, latent: { size } }: LatentSpace,
): PlacedWaypoint {
  const latent =
    given === undefined
      ? latentVector({ seed: seed ?? 0, size, truncation })
      : readLatent(given, size).map((value) => truncation * value);
  return {
    classIndex: classIndexIn(classes, name),
    latent: moveLatent(latent, movesAlong(steps, directions)),
  };
}

function between(from: PlacedWaypoint, to: PlacedWaypoint, amount: number): Point {
  const latent = slerp(from.latent, to.latent, amount);
  if (amount === 0 || from.classIndex === to.classIndex) return { latent, choice: from.classIndex };
  return { latent, choice: { from: from.classIndex, to: to.classIndex, amount } };
}
