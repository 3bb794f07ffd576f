/** What `POST /v1/encodings`, `/v1/reconstructions` and `/v1/variations` are asked beside the picture. */

import { type Background, backgrounds } from '@comfy-edge/runtime';
import * as v from 'valibot';
import { checkBody, expecting, integerBetween } from '../http/check.ts';
import { drawSeed, numberBetween, seedSchema } from '../http/fields.ts';
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
}

export interface VariationRequest extends ReconstructionRequest {
  readonly strength: number;
  readonly count: number;
  /** u32 of variation 0. */
  readonly seed: number;
  /** Of a contact sheet. */
  readonly columns: number;
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
const reconstructionEntries = { ...pictureEntries, class: v.exactOptional(classSchema) };

const encodingSchema = v.strictObject(pictureEntries);
const reconstructionSchema = v.strictObject(reconstructionEntries);
const variationSchema = v.strictObject({
  ...reconstructionEntries,
  strength: v.exactOptional(numberBetween(0, 1)),
  n: v.exactOptional(integerBetween(1, 64)),
  seed: v.exactOptional(seedSchema),
  columns: v.exactOptional(integerBetween(1, 64)),
});

/** @throws ProblemError `invalid_request` with the pointer of the field */
export function parseEncodingRequest(fields: unknown): PictureRequest {
  return pictureRequest(checkBody(encodingSchema, fields));
}

/** @throws ProblemError `invalid_request` with the pointer of the field */
export function parseReconstructionRequest(fields: unknown): ReconstructionRequest {
  const body = checkBody(reconstructionSchema, fields);
  return { ...pictureRequest(body), class: body.class };
}

/** @throws ProblemError `invalid_request` with the pointer of the field */
export function parseVariationRequest(fields: unknown): VariationRequest {
  const body = checkBody(variationSchema, fields);
  const { n = defaultCount, seed, strength = defaultStrength, columns } = body;
  const request = pictureRequest(body);
  return {
    ...request,
    class: body.class,
    strength,
    count: n,
    seed: seed === undefined ? drawSeed() : seed >>> 0,
    columns: columns ?? Math.ceil(Math.sqrt(n)),
    // Without noise, its seed is of no account.
    immutable: request.immutable && (seed !== undefined || strength === 0),
  };
}

function pictureRequest({ model, background = 'white' }: v.InferOutput<typeof encodingSchema>) {
  const reference = parseModelReference(model);
  return { reference, background, immutable: 'digest' in reference };
}
