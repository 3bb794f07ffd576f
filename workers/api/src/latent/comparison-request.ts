/** The body of `POST /v1/comparisons`, checked and with its defaults filled in. */

import type { components } from '@comfy-edge/contract';
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

type RequestBody = components['schemas']['CompareRequest'];

export interface ComparisonRequest {
  readonly references: readonly [ModelReference, ModelReference];
  /** Name, or index in the first version; undefined walks through all that both have. */
  readonly class: string | number | undefined;
  /** u32 of pair 0. */
  readonly seed: number;
  readonly count: number;
  readonly truncation: number;
  /** Of the sheet, three images a pair; in JSON of every image. */
  readonly output: OutputFields;
  /** Whether the same request can never be answered otherwise. */
  readonly immutable: boolean;
}

const defaultCount = 10;

const { valueType: _, ...fileEntries } = outputEntries;

const schema = v.strictObject({
  models: v.pipe(
    expecting<[unknown, unknown]>(
      'two models',
      (input) => Array.isArray(input) && input.length === 2,
    ),
    v.strictTuple([referenceSchema, referenceSchema]),
  ),
  class: v.exactOptional(classSchema),
  seed: v.exactOptional(seedSchema),
  n: v.exactOptional(integerBetween(1, 32)),
  truncation: v.exactOptional(numberBetween(0, 1)),
  ...fileEntries,
  columns: v.exactOptional(integerBetween(1, 32)),
}) satisfies v.GenericSchema<unknown, Omit<RequestBody, 'models'> & { models: string[] }>;

/**
 * @param openSeed for whoever gives none
 * @throws ProblemError `invalid_request` with the pointer of the field
 */
export function parseComparisonRequest(body: unknown, openSeed: number): ComparisonRequest {
  const {
    models,
    seed,
    n = defaultCount,
    truncation = 1,
    class: wanted,
    columns = n < 4 ? 1 : 2,
    ...output
  } = checkBody(schema, body);
  const [first, second] = models;
  const references = [parseModelReference(first), parseModelReference(second)] as const;
  return {
    references,
    class: wanted,
    seed: seed === undefined ? openSeed : seed >>> 0,
    count: n,
    truncation,
    output: { ...output, columns: 3 * columns },
    immutable: seed !== undefined && references.every((it) => 'digest' in it),
  };
}
