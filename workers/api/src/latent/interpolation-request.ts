/** The body of `POST /v1/interpolations`, checked and with its defaults filled in. */

import type { components } from '@comfy-edge/contract';
import type { DirectionStep } from '@comfy-edge/runtime';
import * as v from 'valibot';
import { checkBody, expecting, integerBetween } from '../http/check.ts';
import { numberBetween, seedSchema } from '../http/fields.ts';
import { ProblemError } from '../http/problem-error.ts';
import { classSchema } from '../models/class-index.ts';
import {
  type ModelReference,
  parseModelReference,
  referenceSchema,
} from '../models/model-reference.ts';
import { directionsSchema } from './directions-field.ts';
import { type FramesFields, framesEntries } from './frames-output.ts';
import { latentSchema } from './latent-field.ts';

type RequestBody = components['schemas']['InterpolateRequest'];

/** A point that the path goes through. */
interface Waypoint {
  readonly from: { readonly seed: number } | { readonly latent: Float32Array };
  readonly directions: readonly DirectionStep[];
  /** Name or index. */
  readonly class: string | number;
  /** Where in the body the class was given. */
  readonly classPointer: string;
}

export interface InterpolationRequest {
  readonly reference: ModelReference;
  readonly waypoints: readonly Waypoint[];
  /** In all. */
  readonly frames: number;
  /** Whether the path leads back to its beginning. */
  readonly loop: boolean;
  readonly truncation: number;
  readonly output: FramesFields;
  /** Whether the same request can never be answered otherwise. */
  readonly immutable: boolean;
}

const defaultFrames = 24;

const waypointSchema = v.strictObject({
  seed: v.exactOptional(seedSchema),
  latent: v.exactOptional(latentSchema),
  class: v.exactOptional(classSchema),
  directions: v.exactOptional(directionsSchema),
});

const schema = v.strictObject({
  model: referenceSchema,
  waypoints: v.pipe(
    expecting<unknown[]>(
      '2 to 16 waypoints',
      (input) => Array.isArray(input) && input.length >= 2 && input.length <= 16,
    ),
    v.array(waypointSchema),
  ),
  class: v.exactOptional(classSchema),
  seed: v.exactOptional(seedSchema),
  frames: v.exactOptional(integerBetween(2, 120)),
  loop: v.exactOptional(expecting<boolean>('true or false', (input) => typeof input === 'boolean')),
  truncation: v.exactOptional(numberBetween(0, 1)),
  ...framesEntries,
}) satisfies v.GenericSchema<unknown, RequestBody>;

/**
 * @param openSeed for whoever gives none
 * @throws ProblemError `invalid_request` with the pointer of the field
 */
export function parseInterpolationRequest(body: unknown, openSeed: number): InterpolationRequest {
  const {
    model,
    waypoints,
    class: shared,
    seed,
    frames = defaultFrames,
    loop = false,
    truncation = 1,
    ...output
  } = checkBody(schema, body);
  const reference = parseModelReference(model);
  const drawsSeed =
    seed === undefined &&
    waypoints.some(({ seed, latent }) => seed === undefined && latent === undefined);
  // One seed for all that were given none: then the classes alone change.
  const sharedSeed = seed ?? openSeed;
  return {
    reference,
    waypoints: waypoints.map((waypoint, index) => ({
      from: startOf(waypoint, index, sharedSeed),
      directions: waypoint.directions ?? [],
      ...classOf(waypoint, index, shared),
    })),
    frames,
    loop,
    truncation,
    output,
    immutable: !drawsSeed && 'digest' in reference,
  };
}

type WaypointBody = v.InferOutput<typeof waypointSchema>;

function startOf({ seed, latent }: WaypointBody, index: number, sharedSeed: number) {
  if (latent === undefined) return { seed: (seed ?? sharedSeed) >>> 0 };
  if (seed === undefined) return { latent: Float32Array.from(latent) };
  throw new ProblemError('invalid_request', 'expected a seed or a latent, got both', {
    pointer: `/waypoints/${index}/latent`,
  });
}

function classOf(waypoint: WaypointBody, index: number, shared: string | number | undefined) {
  const own = `/waypoints/${index}/class`;
  if (waypoint.class !== undefined) return { class: waypoint.class, classPointer: own };
  if (shared !== undefined) return { class: shared, classPointer: '/class' };
  throw new ProblemError(
    'invalid_request',
    'expected a class here or one for all waypoints, got neither',
    { pointer: own },
  );
}
