/** The body of `POST /v1/images`, checked and with its defaults filled in. */

import type { components } from '@comfy-edge/contract';
import type { DirectionStep } from '@comfy-edge/runtime';
import * as v from 'valibot';
import { checkBody, integerBetween } from '../http/check.ts';
import { numberBetween, seedSchema } from '../http/fields.ts';
import { directionsSchema } from '../latent/directions-field.ts';
import { classSchema } from '../models/class-index.ts';
import {
  type ModelReference,
  parseModelReference,
  referenceSchema,
} from '../models/model-reference.ts';
import { type OutputFields, outputEntries } from './output.ts';

type RequestBody = components['schemas']['GenerateImagesRequest'];

export interface ImagesRequest {
  readonly reference: ModelReference;
  /** Name or index; undefined walks through all classes. */
  readonly class: string | number | undefined;
  /** u32 of image 0. */
  readonly seed: number;
  /** Whether the body left it open. */
  readonly isSeedDrawn: boolean;
  readonly count: number;
  readonly truncation: number;
  readonly directions: readonly DirectionStep[];
  readonly output: OutputFields;
  /** Whether the same request can never be answered otherwise. */
  readonly immutable: boolean;
}

const schema = v.strictObject({
  model: referenceSchema,
  class: v.exactOptional(classSchema),
  seed: v.exactOptional(seedSchema),
  n: v.exactOptional(integerBetween(1, 64)),
  truncation: v.exactOptional(numberBetween(0, 1)),
  directions: v.exactOptional(directionsSchema),
  ...outputEntries,
}) satisfies v.GenericSchema<unknown, RequestBody>;

/**
 * @param openSeed for whoever gives none
 * @throws ProblemError `invalid_request` with the pointer of the field
 */
export function parseImagesRequest(body: unknown, openSeed: number): ImagesRequest {
  const {
    model,
    class: name,
    seed,
    n = 1,
    truncation = 1,
    directions = [],
    ...output
  } = checkBody(schema, body);
  const reference = parseModelReference(model);
  return {
    reference,
    class: name,
    // `>>> 0` turns -0, which passes for an integer from 0, into 0.
    seed: seed === undefined ? openSeed : seed >>> 0,
    isSeedDrawn: seed === undefined,
    count: n,
    truncation,
    directions,
    output,
    immutable: seed !== undefined && 'digest' in reference,
  };
}
