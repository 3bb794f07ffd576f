/**
 * The frames of a path through latents and classes: between two waypoints the latent goes along the sphere
 * and the class along the line between its rows.
 */

import { type LatentDirection, latentVector, moveLatent, slerp } from '@comfy-edge/model';
import type { ClassChoice, Generator, Image } from '@comfy-edge/runtime';
import { classIndexOf } from '../models/class-index.ts';
import { movesOf } from './directions-field.ts';
import type { InterpolationRequest } from './interpolation-request.ts';
import { expectLatentSize } from './latent-field.ts';

export interface Frame {
  /** In waypoints: 1.5 is half-way between the second and the third. */
  readonly position: number;
  readonly image: Image;
}

/** Of a manifest, what gives a waypoint its place. */
interface ModelFacts {
  readonly classes: readonly string[];
  readonly directions?: readonly LatentDirection[];
  readonly latent: { readonly size: number };
}

/** A waypoint with all that the model makes of it. */
export interface PlacedWaypoint {
  /** Absent where a latent was given. */
  readonly seed?: number;
  readonly classIndex: number;
  readonly latent: Float32Array;
}

/**
 * @throws ProblemError `unknown_class`, `unknown_direction`, `invalid_request` for a latent of another size
 */
export function placeWaypoints(
  { waypoints, truncation }: InterpolationRequest,
  { classes, directions, latent: { size } }: ModelFacts,
): PlacedWaypoint[] {
  return waypoints.map(({ from, directions: steps, class: wanted, classPointer }, index) => {
    const classIndex = classIndexOf(wanted, classes, classPointer);
    const moves = movesOf(steps, directions, `/waypoints/${index}/directions`);
    if ('seed' in from) {
      const latent = latentVector({ seed: from.seed, size, truncation });
      return { seed: from.seed, classIndex, latent: moveLatent(latent, moves) };
    }
    expectLatentSize(from.latent, size, `/waypoints/${index}/latent`);
    const latent = from.latent.map((value) => truncation * value);
    return { classIndex, latent: moveLatent(latent, moves) };
  });
}

/** @throws EngineError `not_finite` */
export function walk(
  generator: Generator,
  waypoints: readonly PlacedWaypoint[],
  { frames, loop }: Pick<InterpolationRequest, 'frames' | 'loop'>,
): Frame[] {
  return framePositions(waypoints.length, frames, loop).map((position) => {
    const start = Math.floor(position);
    const { latent, choice } = between(
      waypoints[start % waypoints.length] as PlacedWaypoint,
      waypoints[(start + 1) % waypoints.length] as PlacedWaypoint,
      position - start,
    );
    return { position, image: generator.decode(latent, choice) };
  });
}

/**
 * Evenly from the first waypoint to the last, both included; or all the way round and up to before the
 * first, so that the last frame leads into the first again.
 */
export function framePositions(waypoints: number, frames: number, loop: boolean): number[] {
  const [length, steps] = loop ? [waypoints, frames] : [waypoints - 1, frames - 1];
  return Array.from({ length: frames }, (_, frame) => (frame * length) / steps);
}

function between(
  from: PlacedWaypoint,
  to: PlacedWaypoint,
  amount: number,
): { latent: Float32Array; choice: ClassChoice } {
  const latent = slerp(from.latent, to.latent, amount);
  if (amount === 0 || from.classIndex === to.classIndex) return { latent, choice: from.classIndex };
  return { latent, choice: { from: from.classIndex, to: to.classIndex, amount } };
}
