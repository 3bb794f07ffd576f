/**
 * Requests in the shape of OpenAI's image API (https://platform.openai.com/docs/api-reference/images), and
 * what of them is ours. Fields that choose among OpenAI's own models' ways (`quality`, `style`, `background`,
 * `moderation`) and `user` are taken and of no account; streaming is refused.
 */

import type { OutputFormat } from '@comfy-edge/runtime';
import * as v from 'valibot';
import { checkBody, expecting, integerBetween, isTextBetween } from '../http/check.ts';
import { numberBetween, seedSchema } from '../http/fields.ts';
import { classSchema } from '../models/class-index.ts';
import {
  type ModelReference,
  parseModelReference,
  referenceSchema,
} from '../models/model-reference.ts';

type FileFormat = Extract<OutputFormat, 'png' | 'jpeg' | 'webp'>;

interface OpenAiRequest {
  readonly reference: ModelReference;
  readonly class: string | number | undefined;
  readonly count: number;
  readonly seed: number;
  /** Of the files; undefined is the model's own. */
  readonly size: { readonly width: number; readonly height: number } | undefined;
  readonly format: FileFormat;
  readonly asUrl: boolean;
}

export interface GenerationRequest extends OpenAiRequest {
  readonly prompt: string;
}

export interface VariationRequest extends OpenAiRequest {
  readonly strength: number;
}

const oneOf = <T extends string>(...values: readonly T[]) =>
  expecting<T>(values.map((it) => `"${it}"`).join(', '), (input) =>
    (values as readonly unknown[]).includes(input),
  );
const anything = v.exactOptional(v.unknown());

const shared = {
  model: referenceSchema,
  n: v.exactOptional(v.nullable(integerBetween(1, 10))),
  size: v.exactOptional(
    expecting<string>(
      '"auto" or a size such as "256x256"',
      (input) => typeof input === 'string' && /^(auto|[1-9]\d{0,3}x[1-9]\d{0,3})$/.test(input),
    ),
  ),
  response_format: v.exactOptional(oneOf('b64_json', 'url')),
  user: anything,
  class: v.exactOptional(classSchema),
  seed: v.exactOptional(seedSchema),
};

const generationSchema = v.strictObject({
  ...shared,
  prompt: expecting<string>('a text of 1 to 1000 characters', (input) =>
    isTextBetween(input, 1, 1000),
  ),
  output_format: v.exactOptional(oneOf('png', 'jpeg', 'webp')),
  stream: v.exactOptional(expecting<false>('no streaming', (input) => input === false)),
  background: anything,
  moderation: anything,
  quality: anything,
  style: anything,
});

const variationSchema = v.strictObject({
  ...shared,
  strength: v.exactOptional(numberBetween(0, 1)),
});

/**
 * @param openSeed for whoever gives none
 * @throws ProblemError `invalid_request` with the pointer of the field
 */
export function parseGeneration(body: unknown, openSeed: number): GenerationRequest {
  const fields = checkBody(generationSchema, body);
  return {
    ...openAiRequest(fields, openSeed),
    format: fields.output_format ?? 'png',
    prompt: fields.prompt,
  };
}

/**
 * @param openSeed for whoever gives none
 * @throws ProblemError `invalid_request` with the pointer of the field
 */
export function parseVariation(fields: unknown, openSeed: number): VariationRequest {
  const body = checkBody(variationSchema, fields);
  return { ...openAiRequest(body, openSeed), strength: body.strength ?? 0.3 };
}

function openAiRequest(
  body: Omit<v.InferOutput<typeof variationSchema>, 'strength'>,
  openSeed: number,
): OpenAiRequest {
  const [width, height] = body.size === 'auto' ? [] : (body.size?.split('x').map(Number) ?? []);
  return {
    reference: parseModelReference(body.model),
    class: body.class,
    count: body.n ?? 1,
    seed: body.seed === undefined ? openSeed : body.seed >>> 0,
    size: width === undefined || height === undefined ? undefined : { width, height },
    format: 'png',
    asUrl: body.response_format === 'url',
  };
}
