/** The body of `POST /v1/images`, checked and with its defaults filled in. */

import type { components } from '@comfy-edge/contract';
import * as v from 'valibot';
import { checkBody, expecting, integerBetween } from '../http/check.ts';
import { ProblemError } from '../http/problem-error.ts';
import { showValue } from '../http/show-value.ts';
import {
  type ModelReference,
  parseModelReference,
  referenceSchema,
} from '../models/model-reference.ts';

type RequestBody = components['schemas']['GenerateImagesRequest'];

export interface ImagesRequest {
  readonly reference: ModelReference;
  /** Name or index; undefined walks through all classes. */
  readonly class: string | number | undefined;
  /** u32 of image 0. */
  readonly seed: number;
  readonly count: number;
  readonly truncation: number;
  /** Of a contact sheet. */
  readonly columns: number;
  /** Whether the same request can never be answered otherwise. */
  readonly immutable: boolean;
}

const maxU32 = 0xffffffff;

const schema = v.strictObject({
  model: referenceSchema,
  class: v.exactOptional(
    expecting<string | number>(
      `a name of 1 to 256 characters or an index from 0 to ${maxU32}`,
      (input) =>
        typeof input === 'string'
          ? input.length >= 1 && input.length <= 256
          : Number.isInteger(input) && (input as number) >= 0 && (input as number) <= maxU32,
    ),
  ),
  seed: v.exactOptional(integerBetween(0, maxU32)),
  n: v.exactOptional(integerBetween(1, 64)),
  truncation: v.exactOptional(
    expecting<number>(
      'a number from 0 to 1',
      (input) => typeof input === 'number' && input >= 0 && input <= 1,
    ),
  ),
  format: v.exactOptional(expecting<'png'>('"png"', (input) => input === 'png')),
  columns: v.exactOptional(integerBetween(1, 64)),
}) satisfies v.GenericSchema<unknown, RequestBody>;

/** @throws ProblemError `invalid_request` with the pointer of the field */
export function parseImagesRequest(body: unknown): ImagesRequest {
  const { model, seed, n = 1, truncation = 1, columns, ...rest } = checkBody(schema, body);
  const reference = parseModelReference(model);
  return {
    reference,
    class: rest.class,
    // `>>> 0` turns -0, which passes for an integer from 0, into 0.
    seed: seed === undefined ? drawSeed() : seed >>> 0,
    count: n,
    truncation,
    columns: columns ?? Math.ceil(Math.sqrt(n)),
    immutable: seed !== undefined && 'digest' in reference,
  };
}

/**
 * The class of each image.
 *
 * @throws ProblemError `unknown_class`
 */
export function classIndices(
  { class: wanted, count }: ImagesRequest,
  classes: readonly string[],
): number[] {
  if (wanted === undefined) return Array.from({ length: count }, (_, i) => i % classes.length);
  const index = typeof wanted === 'string' ? classes.indexOf(wanted) : wanted;
  if (classes[index] !== undefined) return Array<number>(count).fill(index);
  const names = classes.slice(0, 10).map(showValue).join(', ');
  const more = classes.length > 10 ? ', …' : '';
  throw new ProblemError(
    'unknown_class',
    `expected one of ${names}${more} or an index from 0 to ${classes.length - 1}, got ${showValue(wanted)}`,
    { pointer: '/class' },
  );
}

function drawSeed(): number {
  const [seed = 0] = crypto.getRandomValues(new Uint32Array(1));
  return seed;
}
