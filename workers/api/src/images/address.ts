/**
 * The address of an image that can never change: its path and query, in one spelling. Whatever order and
 * spelling a request comes in, one image has one place in the cache and one entity tag.
 */

import { type Digest, sha256Hex } from '@comfy-edge/model';
import { engineId, type Output, type OutputFormat } from '@comfy-edge/runtime';
import { checkParameter, expecting } from '../http/check.ts';
import { maxU32 } from '../http/fields.ts';
import { ProblemError } from '../http/problem-error.ts';
import { showValue } from '../http/show-value.ts';
import { classSchema } from '../models/class-index.ts';
import { outputSchemas } from './output.ts';

/** Formats that a browser shows. */
const addressFormats = ['png', 'webp', 'jpeg'] as const satisfies readonly OutputFormat[];
type AddressFormat = (typeof addressFormats)[number];

export interface ImageAddress {
  readonly seed: number;
  /** Name or index as it was given; the first class where it was not. */
  readonly class: string | undefined;
  readonly truncation: number;
  readonly output: Output & { readonly format: AddressFormat };
}

const parameters = ['class', 'truncation', 'size', 'resampling', 'quality'] as const;

/**
 * @param file the last part of the path, such as `42.png`
 * @throws ProblemError `invalid_request` for what is wrong, unknown or given twice
 */
export function parseAddress(file: string, query: URLSearchParams): ImageAddress {
  const [, seedText = '', formatText = ''] = /^(.*)\.([^.]*)$/.exec(file) ?? [];
  const seed = numberParameter('seed', seedText, { most: maxU32, integer: true });
  const format = formatParameter(formatText);
  const given = onlyKnown(query);
  const size = given.get('size');
  const resampling = given.get('resampling');
  const quality = given.get('quality');
  const name = given.get('class');
  if (name !== undefined) checkParameter(classSchema, 'class', name);
  if (quality !== undefined && format === 'png') {
    throw new ProblemError(
      'invalid_request',
      `expected no quality for png, which loses nothing, got ${showValue(quality)}`,
      { parameter: 'quality' },
    );
  }
  return {
    seed,
    class: name,
    truncation: numberParameter('truncation', given.get('truncation') ?? '1', { most: 1 }),
    output: {
      format,
      ...(size && { size: checkParameter(outputSchemas.size, 'size', toNumber(size)) }),
      ...(resampling && {
        resampling: checkParameter(outputSchemas.resampling, 'resampling', resampling),
      }),
      ...(quality && {
        quality: checkParameter(outputSchemas.quality, 'quality', toNumber(quality)),
      }),
    },
  };
}

/** The address of an image that was made, or undefined where its format has none. */
export function addressOf(
  { seed, class: name }: { readonly seed: number; readonly class: string },
  truncation: number,
  { columns: _, ...output }: Output,
): ImageAddress | undefined {
  const format = addressFormats.find((it) => it === output.format);
  if (format === undefined) return undefined;
  return { seed, class: name, truncation, output: { ...output, format } };
}

/** The image's place below a version or an alias, in its one spelling: defaults are left out. */
export function canonicalPath({ seed, class: name, truncation, output }: ImageAddress): string {
  const { format, size, resampling, quality } = output;
  const query = new URLSearchParams();
  if (name !== undefined) query.set('class', name);
  if (truncation !== 1) query.set('truncation', `${truncation}`);
  if (size !== undefined) query.set('size', `${size}`);
  if (size !== undefined && resampling === 'lanczos') query.set('resampling', resampling);
  if (quality !== undefined) query.set('quality', `${quality}`);
  const text = query.toString();
  return `images/${seed}.${format}${text && `?${text}`}`;
}

/**
 * The entity tag, without making the image: the engine, the address and who signs decide every byte.
 *
 * @param path `canonicalPath` of the address
 * @param signer id of the key that signs receipts
 * @returns quoted
 */
export async function entityTag(
  digest: Digest,
  path: string,
  signer: string | undefined,
): Promise<string> {
  const name = `${engineId}/${signer ?? ''}/${digest}/${path}`;
  return `"${await sha256Hex(new TextEncoder().encode(name))}"`;
}

function onlyKnown(query: URLSearchParams): Map<string, string> {
  const given = new Map<string, string>();
  for (const [name, value] of query) {
    if (!(parameters as readonly string[]).includes(name)) {
      const detail = `expected one of ${parameters.join(', ')}, got ${showValue(name)}`;
      throw new ProblemError('invalid_request', detail, { parameter: name });
    }
    if (given.has(name)) {
      throw new ProblemError('invalid_request', `expected ${name} once, got it twice`, {
        parameter: name,
      });
    }
    if (value === '') {
      throw new ProblemError('invalid_request', `expected ${name} with a value, got none`, {
        parameter: name,
      });
    }
    given.set(name, value);
  }
  return given;
}

function formatParameter(text: string): AddressFormat {
  const isFormat = (input: unknown) => (addressFormats as readonly unknown[]).includes(input);
  const schema = expecting<AddressFormat>(`one of ${addressFormats.join(', ')}`, isFormat);
  return checkParameter(schema, 'format', text);
}

function numberParameter(
  name: string,
  text: string,
  { most, integer = false }: { readonly most: number; readonly integer?: boolean },
): number {
  const isNumber = (input: unknown) => {
    const number = toNumber(String(input));
    return number >= 0 && number <= most && (!integer || Number.isInteger(number));
  };
  const what = integer ? 'an integer' : 'a number';
  return toNumber(checkParameter(expecting(`${what} from 0 to ${most}`, isNumber), name, text));
}

/** Decimal digits alone: no sign, no exponent, no zero to begin with but a lone one. */
function toNumber(text: string): number {
  return /^(0|[1-9]\d{0,9})(\.\d{1,17})?$/.test(text) ? Number(text) : Number.NaN;
}
