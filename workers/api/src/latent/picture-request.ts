/** What `POST /v1/encodings`, `/v1/reconstructions` and `/v1/variations` are asked beside the picture. */

import { type Background, backgrounds } from '@comfy-edge/runtime';
import * as v from 'valibot';
import { checkBody, expecting, integerBetween } from '../http/check.ts';
import { numberBetween, seedSchema } from '../http/fields.ts';
import { type OutputFields, outputEntries } from '../images/output.ts';
import { classSchema } from '../models/class-index.ts';
import {
  type ModelReference,
  parseModelReference,
  referenceSchema,
} from '../models/model-reference.ts';

export interface PictureRequest {
  readonly reference: ModelReference;
  readonly background: Background;
  /** Whether the same request can never be answered otherwise. */
  readonly immutable: boolean;
}

export interface ReconstructionRequest extends PictureRequest {
  /** Name or index; undefined, the class that reconstructs the picture best. */
  readonly class: string | number | undefined;
  readonly output: OutputFields;
}

export interface VariationRequest extends ReconstructionRequest {
  readonly strength: number;
  readonly count: number;
  /** u32 of variation 0. */
  readonly seed: number;
}

/** What the trainer's quality measure varies by, too. */
const defaultStrength = 0.3;
const defaultCount = 8;

const pictureEntries = {
  model: referenceSchema,
  background: v.exactOptional(
    expecting<Background>(
      Object.keys(backgrounds).join(' or '),
      (input) => typeof input === 'string' && Object.hasOwn(backgrounds, input),
    ),
  ),
};
const { columns: _, ...fileEntries } = outputEntries;
const reconstructionEntries = {
  ...pictureEntries,
  class: v.exactOptional(classSchema),
  ...fileEntries,
};

const encodingSchema = v.strictObject(pictureEntries);
const reconstructionSchema = v.strictObject(reconstructionEntries);
const variationSchema = v.strictObject({
  ...reconstructionEntries,
  strength: v.exactOptional(numberBetween(0, 1)),
  n: v.exactOptional(integerBetween(1, 64)),
  seed: v.exactOptional(seedSchema),
  columns: outputEntries.columns,
});

/** @throws ProblemError `invalid_request` with the pointer of the field */
export function parseEncodingRequest(fields: unknown): PictureRequest {
  return pictureRequest(checkBody(encodingSchema, fields));
}

/** @throws ProblemError `invalid_request` with the pointer of the field */
export function parseReconstructionRequest(fields: unknown): ReconstructionRequest {
  const { model, background, class: name, ...output } = checkBody(reconstructionSchema, fields);
  return { ...pictureRequest({ model, background }), class: name, output };
}

/**
 * @param openSeed for whoever gives none
 * @throws ProblemError `invalid_request` with the pointer of the field
 */
export function parseVariationRequest(fields: unknown, openSeed: number): VariationRequest {
  const {
    model,
    background,
    class: name,
    n = defaultCount,
    seed,
    strength = defaultStrength,
    ...output
  } = checkBody(variationSchema, fields);
  const request = pictureRequest({ model, background });
  // Without noise, its seed is of no account.
  const open = strength === 0 ? 0 : openSeed;
  return {
    ...request,
    class: name,
    strength,
    count: n,
    seed: seed === undefined ? open : seed >>> 0,
    output,
    immutable: request.immutable && (seed !== undefined || strength === 0),
  };
}

function pictureRequest({
  model,
  background = 'white',
}: {
  readonly model: string;
  readonly background?: Background | undefined;
}): PictureRequest {
  const reference = parseModelReference(model);
  return { reference, background, immutable: 'digest' in reference };
}
