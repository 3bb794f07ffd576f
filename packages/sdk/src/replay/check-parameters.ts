/**
 * Parameters held against what the service takes, so that an image that is made here is one that it would make:
 * what it refuses is refused here, by the same error, code and pointer (`GenerateImagesRequest` in openapi.yaml).
 */
import { type Digest, isDigest, type LatentDirection } from '@comfy-edge/model';
import { type Image, mediaTypes, type Output } from '@comfy-edge/runtime';
import { BadRequestError } from '../errors/bad-request-error.ts';
import type { GenerateParameters } from '../resources/images.ts';

const MAX_U32 = 0xffffffff;
/** Of all images of an answer together, as the service has it. */
const MAX_PIXELS = 1024 * 1024;

const NAME = /^[a-z0-9][a-z0-9-]{0,62}$/;

export type ModelReference =
  | { readonly model: string; readonly digest: Digest }
  | { readonly model: string; readonly alias: string };

type Field = keyof GenerateParameters;
type Check = readonly [expected: string, test: (value: unknown) => boolean];

const CHECKS: Readonly<Record<Field, Check>> = {
  model: [
    'name, name@alias or name@digest',
    (it) => typeof it === 'string' && readReference(it) !== undefined,
  ],
  class: [
    `a name of 1 to 256 characters or an index from 0 to ${MAX_U32}`,
    (it) => (typeof it === 'string' ? it !== '' && [...it].length <= 256 : isWhole(it, 0, MAX_U32)),
  ],
  seed: [`an integer from 0 to ${MAX_U32}`, (it) => isWhole(it, 0, MAX_U32)],
  n: ['an integer from 1 to 64', (it) => isWhole(it, 1, 64)],
  truncation: ['a number from 0 to 1', (it) => typeof it === 'number' && it >= 0 && it <= 1],
  directions: ['at most 64 directions, each with index and amount', areSteps],
  format: oneOf(Object.keys(mediaTypes)),
  size: ['an integer from 1 to 1024', (it) => isWhole(it, 1, 1024)],
  resampling: oneOf(['nearest', 'lanczos']),
  quality: ['an integer from 1 to 100', (it) => isWhole(it, 1, 100)],
  valueType: oneOf(['uint8', 'float32']),
};

/** @throws BadRequestError `invalid_request` for the first field that is wrong */
export function checkParameters(parameters: GenerateParameters): void {
  for (const [name, value] of Object.entries(parameters)) {
    if (value === undefined) continue;
    if (!Object.hasOwn(CHECKS, name))
      throw refuse(`expected no field "${name}", got one`, `/${name}`);
    const [expected, test] = CHECKS[name as Field];
    if (!test(value)) throw refuse(`expected ${expected}, got ${show(value)}`, `/${name}`);
  }
  const { format = 'png', quality, valueType, size } = parameters;
  if (quality !== undefined && format !== 'webp' && format !== 'jpeg') {
    throw refuse(
      `expected no quality for ${format}, which loses nothing, got ${quality}`,
      '/quality',
    );
  }
  if (valueType !== 'float32') return;
  if (format !== 'npy') {
    throw refuse(`expected "uint8" for ${format}, got "float32"`, '/valueType');
  }
  if (size !== undefined) throw refuse(`expected no size for float32, got ${size}`, '/size');
}

/** @param text what passed `checkParameters` */
export function parseReference(text: string): ModelReference {
  const reference = readReference(text);
  if (reference !== undefined) return reference;
  throw refuse(`expected name, name@alias or name@digest, got ${show(text)}`, '/model');
}

/** @throws BadRequestError `unknown_class` */
export function classNamed(
  wanted: string | number | undefined,
  classes: readonly string[],
): string | undefined {
  if (wanted === undefined) return undefined;
  const found = typeof wanted === 'number' ? classes[wanted] : classes.find((it) => it === wanted);
  if (found !== undefined) return found;
  throw refuse(
    `expected one of ${classes.slice(0, 10).map(show).join(', ')}${classes.length > 10 ? ', …' : ''} or an index from 0 to ${classes.length - 1}, got ${show(wanted)}`,
    '/class',
    'unknown_class',
  );
}

/** @throws BadRequestError `unknown_direction` */
export function checkDirections(
  steps: GenerateParameters['directions'],
  directions: readonly LatentDirection[] = [],
): void {
  steps?.forEach(({ index }, place) => {
    if (directions[index] !== undefined) return;
    throw refuse(
      directions.length === 0
        ? `expected a version that publishes directions, got one without any and direction ${index}`
        : `expected a direction from 0 to ${directions.length - 1}, got ${index}`,
      `/directions/${place}/index`,
      'unknown_direction',
    );
  });
}

/** @throws BadRequestError `unsupported_size` */
export function checkSize(
  { size, resampling = 'nearest' }: Pick<Output, 'size' | 'resampling'>,
  count: number,
  image: Pick<Image, 'height' | 'width'>,
): void {
  if (size === undefined || size === image.width) return;
  if (resampling === 'nearest' && size % image.width !== 0) {
    throw refuse(
      `expected a multiple of ${image.width} or the resampling "lanczos", got ${size}`,
      '/size',
      'unsupported_size',
    );
  }
  const height = Math.round((image.height * size) / image.width);
  const pixels = count * size * height;
  if (pixels <= MAX_PIXELS) return;
  throw refuse(
    `expected at most ${MAX_PIXELS} pixels in all, got ${pixels} (${count} of ${size}×${height})`,
    '/size',
    'unsupported_size',
  );
}

function readReference(text: string): ModelReference | undefined {
  const [model = '', version = 'latest', ...surplus] = text.split('@');
  if (!NAME.test(model) || surplus.length > 0) return undefined;
  if (isDigest(version)) return { model, digest: version };
  return NAME.test(version) ? { model, alias: version } : undefined;
}

function areSteps(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.length <= 64 &&
    value.every(
      (step) =>
        typeof step === 'object' &&
        step !== null &&
        isWhole(step.index, 0, 63) &&
        typeof step.amount === 'number' &&
        Math.abs(step.amount) <= 10,
    )
  );
}

function oneOf(values: readonly unknown[]): Check {
  return [`one of ${values.map(show).join(', ')}`, (it) => values.includes(it)];
}

function isWhole(value: unknown, least: number, most: number): boolean {
  return Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
}

function show(value: unknown): string {
  return typeof value === 'number'
    ? `${value}`
    : (JSON.stringify(value) ?? `${value}`).slice(0, 100);
}

function refuse(message: string, pointer: string, code = 'invalid_request'): BadRequestError {
  return new BadRequestError(message, { code, pointer });
}
