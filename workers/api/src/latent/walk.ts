/**
 * The frames of a path through latents and classes: between two waypoints the latent goes along the sphere
 * and the class along the line between its rows.
 */

import { latentVector, slerp } from '@comfy-edge/model';
import type { ClassChoice, Generator, Image } from '@comfy-edge/runtime';
import { classIndexOf } from '../models/class-index.ts';
import type { InterpolationRequest } from './interpolation-request.ts';
import { expectLatentSize } from './latent-field.ts';

export interface Frame {
  /** In waypoints: 1.5 is half-way between the second and the third. */
  readonly position: number;
  readonly image: Image;
}

/** A waypoint with all that the model makes of it. */
export interface PlacedWaypoint {
  /** Absent where a latent was given. */
  readonly seed?: number;
  readonly classIndex: number;
  readonly latent: Float32Array;
}

/**
 * @param classes names of the generator's
 * @throws ProblemError `unknown_class`, `invalid_request` for a latent of another size
 */
export function placeWaypoints(
  { waypoints, truncation }: InterpolationRequest,
  classes: readonly string[],
  latentSize: number,
): PlacedWaypoint[] {
  return waypoints.map(({ from, class: wanted, classPointer }, index) => {
    const classIndex = classIndexOf(wanted, classes, classPointer);
    if ('seed' in from) {
      const latent = latentVector({ seed: from.seed, size: latentSize, truncation });
      return { seed: from.seed, classIndex, latent };
    }
    expectLatentSize(from.latent, latentSize, `/waypoints/${index}/latent`);
    return { classIndex, latent: from.latent.map((value) => truncation * value) };
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
