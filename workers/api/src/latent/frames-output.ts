/**
 * How a path is to be shown: as an animation, as a sheet of stills or as a tensor of them, or as JSON with
 * a still each. WebP is an animation, as GIF is; in JSON it is a still.
 */

import {
  type Animation,
  type AnimationFormat,
  animationTypes,
  mediaTypes,
  type Output,
  type OutputFormat,
} from '@comfy-edge/runtime';
import * as v from 'valibot';
import { integerBetween } from '../http/check.ts';
import { chooseMediaType } from '../http/choose-media-type.ts';
import { checkTogether, oneOf, outputSchemas, type ValueType } from '../images/output.ts';

type FramesFormat = AnimationFormat | OutputFormat;
/** Animations first: of what both can be, they are one. */
const framesTypes = { ...mediaTypes, ...animationTypes } as const;
type FramesType = (typeof framesTypes)[FramesFormat];
const formats = Object.keys(framesTypes) as readonly FramesFormat[];
const json = 'application/json';
/** Where the request leaves it open: what was there first keeps its place. */
const offered = [
  ...(['image/apng', 'image/gif', 'image/png', json, 'image/webp', 'image/jpeg'] as const),
  'application/x-npy' as const,
];

/** For `v.strictObject`. */
export const framesEntries = {
  format: v.exactOptional(oneOf(formats)),
  size: v.exactOptional(outputSchemas.size),
  resampling: v.exactOptional(outputSchemas.resampling),
  quality: v.exactOptional(outputSchemas.quality),
  valueType: v.exactOptional(outputSchemas.valueType),
  frameMs: v.exactOptional(integerBetween(10, 10_000)),
  columns: v.exactOptional(integerBetween(1, 120)),
};

export interface FramesFields {
  readonly format?: FramesFormat;
  readonly size?: number;
  readonly resampling?: 'nearest' | 'lanczos';
  readonly quality?: number;
  readonly valueType?: ValueType;
  readonly frameMs?: number;
  readonly columns?: number;
}

export interface ChosenFrames {
  readonly mediaType: FramesType | typeof json;
  /** Of all frames together. */
  readonly output: Output | Animation;
  /** Of a frame in JSON. */
  readonly still: Output;
  readonly valueType: ValueType;
}

const defaultFrameMs = 80;

/**
 * Where the body names no format, `Accept` chooses it.
 *
 * @throws ProblemError `not_acceptable`, `invalid_request` for fields that do not go together
 */
export function chooseFrames(
  accept: string | undefined,
  {
    format: wanted,
    valueType = 'uint8',
    frameMs = defaultFrameMs,
    columns,
    ...common
  }: FramesFields,
): ChosenFrames {
  const types = wanted === undefined ? offered : ([framesTypes[wanted], json] as const);
  const mediaType = chooseMediaType<FramesType | typeof json>(accept, types);
  const format = wanted ?? formats.find((it) => framesTypes[it] === mediaType) ?? 'png';
  checkTogether({ format, ...common }, valueType);
  const still = { format: isStill(format) ? format : 'png', ...common } as const;
  const output = isAnimation(format)
    ? { format, frameMs, ...common }
    : { ...still, ...(columns !== undefined && { columns }) };
  return { mediaType, output, still, valueType };
}

function isAnimation(format: FramesFormat): format is AnimationFormat {
  return Object.hasOwn(animationTypes, format);
}

function isStill(format: FramesFormat): format is OutputFormat {
  return Object.hasOwn(mediaTypes, format);
}
