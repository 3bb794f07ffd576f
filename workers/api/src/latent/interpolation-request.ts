/** The body of `POST /v1/interpolations`, checked and with its defaults filled in. */

import type { components } from '@comfy-edge/contract';
import * as v from 'valibot';
import { checkBody, expecting, integerBetween } from '../http/check.ts';
import { drawSeed, numberBetween, seedSchema } from '../http/fields.ts';
import { ProblemError } from '../http/problem-error.ts';
import { type OutputFields, outputSchemas } from '../images/output.ts';
import { classSchema } from '../models/class-index.ts';
import {
  type ModelReference,
  parseModelReference,
  referenceSchema,
} from '../models/model-reference.ts';
import { type DirectionStep, directionsSchema } from './directions-field.ts';
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
  readonly frameMs: number;
  /** Of every frame. */
  readonly output: Pick<OutputFields, 'size' | 'resampling'>;
  /** Of a contact sheet. */
  readonly columns: number;
  /** Whether the same request can never be answered otherwise. */
  readonly immutable: boolean;
}

const defaultFrames = 24;
const defaultFrameMs = 80;

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
  frameMs: v.exactOptional(integerBetween(10, 10_000)),
  size: v.exactOptional(outputSchemas.size),
  resampling: v.exactOptional(outputSchemas.resampling),
  columns: v.exactOptional(integerBetween(1, 120)),
}) satisfies v.GenericSchema<unknown, RequestBody>;

/** @throws ProblemError `invalid_request` with the pointer of the field */
export function parseInterpolationRequest(body: unknown): InterpolationRequest {
  const { model, frames = defaultFrames, ...rest } = checkBody(schema, body);
  const reference = parseModelReference(model);
  const drawsSeed =
    rest.seed === undefined &&
    rest.waypoints.some(({ seed, latent }) => seed === undefined && latent === undefined);
  // One seed for all that were given none: then the classes alone change.
  const sharedSeed = rest.seed ?? drawSeed();
  return {
    reference,
    waypoints: rest.waypoints.map((waypoint, index) => ({
      from: startOf(waypoint, index, sharedSeed),
      directions: waypoint.directions ?? [],
      ...classOf(waypoint, index, rest.class),
    })),
    frames,
    loop: rest.loop ?? false,
    truncation: rest.truncation ?? 1,
    frameMs: rest.frameMs ?? defaultFrameMs,
    output: {
      ...(rest.size !== undefined && { size: rest.size }),
      ...(rest.resampling !== undefined && { resampling: rest.resampling }),
    },
    columns: rest.columns ?? Math.ceil(Math.sqrt(frames)),
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
