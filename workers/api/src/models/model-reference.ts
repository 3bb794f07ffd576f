/** How requests name models: `name`, `name@alias` or `name@digest`. */

import { type Digest, isDigest } from '@comfy-edge/model';
import { checkParameter, expecting } from '../http/check.ts';
import { showValue } from '../http/show-value.ts';

const NAME = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** A model's version by alias, which moves, or by digest, which cannot. */
export type ModelReference =
  | { readonly model: string; readonly alias: string }
  | { readonly model: string; readonly digest: Digest };

const nameSchema = expecting<string>(
  'a name of at most 63 lower-case letters, digits and hyphens that does not start with a hyphen',
  (input) => typeof input === 'string' && NAME.test(input),
);
export const digestSchema = expecting<Digest>(
  '64 lower-case hexadecimal digits',
  (input) => typeof input === 'string' && isDigest(input),
);
export const referenceSchema = expecting<string>(
  'name, name@alias or name@digest',
  (input) => typeof input === 'string' && parse(input) !== undefined,
);

/** @param text what passed `referenceSchema` */
export function parseModelReference(text: string): ModelReference {
  const reference = parse(text);
  if (reference === undefined) {
    throw new RangeError(`expected name, name@alias or name@digest, got ${showValue(text)}`);
  }
  return reference;
}

/** @throws ProblemError `invalid_request` */
export function nameParameter(parameter: 'model' | 'alias', value: string | undefined): string {
  return checkParameter(nameSchema, parameter, value);
}

/** @throws ProblemError `invalid_request` */
export function digestParameter(parameter: string, value: string | undefined): Digest {
  return checkParameter(digestSchema, parameter, value);
}

function parse(text: string): ModelReference | undefined {
  const [model = '', version = 'latest', ...surplus] = text.split('@');
  if (!NAME.test(model) || surplus.length > 0) return undefined;
  if (isDigest(version)) return { model, digest: version };
  return NAME.test(version) ? { model, alias: version } : undefined;
}

/** The name in a page's cursor, or undefined where there is none. */
export function nameFromCursor(cursor: string): string | undefined {
  try {
    const name = atob(cursor);
    return NAME.test(name) ? name : undefined;
  } catch {
    return undefined;
  }
}
