/** How images are to be answered: the fields that every operation which answers with images takes. */

import {
  type AnimationFormat,
  mediaTypes,
  type Output,
  type OutputFormat,
} from '@comfy-edge/runtime';
import * as v from 'valibot';
import { expecting, integerBetween } from '../http/check.ts';
import { chooseMediaType } from '../http/choose-media-type.ts';
import { ProblemError } from '../http/problem-error.ts';

const formats = Object.keys(mediaTypes) as readonly OutputFormat[];
const resamplings = ['nearest', 'lanczos'] as const;
const valueTypes = ['uint8', 'float32'] as const;

export type ValueType = (typeof valueTypes)[number];

/** Checks of a single value, wherever it stands. */
export const outputSchemas = {
  size: integerBetween(1, 1024),
  quality: integerBetween(1, 100),
  resampling: oneOf(resamplings),
  valueType: oneOf(valueTypes),
};

/** For `v.strictObject`. */
export const outputEntries = {
  format: v.exactOptional(oneOf(formats)),
  size: v.exactOptional(outputSchemas.size),
  resampling: v.exactOptional(outputSchemas.resampling),
  quality: v.exactOptional(outputSchemas.quality),
  valueType: v.exactOptional(outputSchemas.valueType),
  columns: v.exactOptional(integerBetween(1, 64)),
};

export interface OutputFields {
  readonly format?: OutputFormat;
  readonly size?: number;
  readonly resampling?: 'nearest' | 'lanczos';
  readonly quality?: number;
  readonly valueType?: ValueType;
  readonly columns?: number;
}

type FileType = (typeof mediaTypes)[OutputFormat];

export interface ChosenOutput<Other extends string> {
  /** Of the answer: that of the file, or one of `others`. */
  readonly mediaType: FileType | Other;
  /** Of every file in it. */
  readonly output: Output;
  readonly valueType: ValueType;
}

/**
 * Where the body names no format, `Accept` chooses it; in an answer of another type files are PNG then.
 *
 * @param others further media types of the operation, such as JSON with files in it
 * @throws ProblemError `not_acceptable`, `invalid_request` for fields that do not go together
 */
export function chooseOutput<Other extends string>(
  accept: string | undefined,
  fields: OutputFields,
  others: readonly Other[],
): ChosenOutput<Other> {
  const { png, ...rarer } = mediaTypes;
  const isOpen = fields.format === undefined;
  const files: readonly FileType[] = [isOpen ? png : mediaTypes[fields.format]];
  const further: readonly FileType[] = isOpen ? Object.values(rarer) : [];
  // What was there first keeps its place before what came with formats: `*/*` is PNG, as ever.
  const mediaType = chooseMediaType<FileType | Other>(accept, [...files, ...others, ...further]);
  const format =
    fields.format ?? formats.find((it) => mediaTypes[it] === mediaType) ?? ('png' as const);
  const { valueType = 'uint8', format: _, ...rest } = fields;
  const output = { format, ...rest };
  checkTogether(output, valueType);
  return { mediaType, output, valueType };
}

/** @throws ProblemError `invalid_request` for fields that do not go together */
export function checkTogether(
  {
    format,
    quality,
    size,
  }: { readonly format: OutputFormat | AnimationFormat } & Pick<OutputFields, 'quality' | 'size'>,
  valueType: ValueType,
): void {
  if (quality !== undefined && format !== 'webp' && format !== 'jpeg') {
    throw new ProblemError(
      'invalid_request',
      `expected no quality for ${format}, which loses nothing, got ${quality}`,
      { pointer: '/quality' },
    );
  }
  if (valueType === 'float32' && format !== 'npy') {
    throw new ProblemError('invalid_request', `expected "uint8" for ${format}, got "float32"`, {
      pointer: '/valueType',
    });
  }
  if (valueType === 'float32' && size !== undefined) {
    throw new ProblemError('invalid_request', `expected no size for float32, got ${size}`, {
      pointer: '/size',
    });
  }
}

export function oneOf<T extends string>(values: readonly T[]): v.GenericSchema<unknown, T> {
  const names = values.map((it) => JSON.stringify(it)).join(', ');
  return expecting<T>(`one of ${names}`, (input) => (values as readonly unknown[]).includes(input));
}
