/**
 * From a JSON Schema (2020-12, as OpenAPI 3.1 has it) to what it allows, as a fast-check arbitrary, which
 * shrinks. Of the keywords, those that openapi.yaml uses for requests; any other is an error, so that none
 * is overlooked. Nobody guesses a model that exists or a picture: those come from a pool, by the name of
 * the field or of the schema.
 */

import fc, { type Arbitrary } from 'fast-check';
import type { Contract } from '../support/contract.ts';
import { escapeKey, locate } from '../support/openapi.ts';

/** The keywords of a schema that count here. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: JsonType | readonly JsonType[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly oneOf?: readonly Schema[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly contentMediaType?: string;
}

type JsonType = 'null' | 'boolean' | 'integer' | 'number' | 'string' | 'array' | 'object';

const understood = new Set(
  [
    '$ref type const enum oneOf pattern minLength maxLength minimum maximum items minItems maxItems',
    'properties required additionalProperties contentMediaType format',
    'description default example examples',
  ].flatMap((line) => line.split(' ')),
);

/**
 * Values that mean something to the service, by the name of a field or of a schema; files, as bytes, by
 * their media type, for schemas that name one.
 */
export type Pool = Readonly<Record<string, readonly unknown[]>>;

/** Where arbitraries come from. */
export interface Source {
  readonly contract: Contract;
  readonly pool: Pool;
}

/** A schema with the names that it goes by. */
export interface NamedSchema {
  readonly pointer: string;
  readonly schema: Schema;
  readonly names: readonly string[];
}

/** @throws Error for a keyword that is not understood */
export function openSchema({ contract }: Source, at: string, name: string): NamedSchema {
  const { pointer, value: schema } = locate<Schema>(contract.document, at);
  const strange = Object.keys(schema).filter((keyword) => !understood.has(keyword));
  if (strange.length > 0) {
    throw new Error(`${pointer}: expected keywords that the fuzzer understands, got ${strange}`);
  }
  const referred = /^\/components\/schemas\/(\w+)$/.exec(pointer)?.[1];
  const names = [name, referred, schema.contentMediaType].filter((it) => it !== undefined);
  return { pointer, schema, names };
}

/**
 * @param at pointer to the schema
 * @param name of the field or parameter
 */
export function valuesOf(source: Source, at: string, name: string): Arbitrary<unknown> {
  const { pointer, schema, names } = openSchema(source, at, name);
  const any = anyOf(source, pointer, schema, name);
  const pooled = names
    .flatMap((it) => source.pool[it] ?? [])
    .filter((value) =>
      schema.contentMediaType === undefined
        ? source.contract.allows(pointer, value)
        : value instanceof Uint8Array,
    );
  if (pooled.length === 0) return any;
  return fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...pooled) },
    { weight: 1, arbitrary: any },
  );
}

function anyOf(source: Source, pointer: string, schema: Schema, name: string): Arbitrary<unknown> {
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  if (schema.oneOf !== undefined) {
    return fc.oneof(
      ...schema.oneOf.map((_, index) => valuesOf(source, `${pointer}/oneOf/${index}`, name)),
    );
  }
  if (schema.type === undefined) return fc.jsonValue({ maxDepth: 2 });
  return fc.oneof(
    ...[schema.type].flat().map((type) => ofType(type, source, pointer, schema, name)),
  );
}

function ofType(
  type: JsonType,
  source: Source,
  pointer: string,
  schema: Schema,
  name: string,
): Arbitrary<unknown> {
  switch (type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer': {
      const { minimum: min = -(2 ** 53) + 1, maximum: max = 2 ** 53 - 1 } = schema;
      return fc.integer({ min, max });
    }
    case 'number': {
      const { minimum: min = -Number.MAX_VALUE, maximum: max = Number.MAX_VALUE } = schema;
      return fc.double({ min, max, noNaN: true });
    }
    case 'string':
      return texts(schema);
    case 'array': {
      const { minItems: minLength = 0, maxItems: maxLength = 100 } = schema;
      const items =
        schema.items === undefined
          ? fc.jsonValue({ maxDepth: 1 })
          : valuesOf(source, `${pointer}/items`, name);
      return fc.array(items, { minLength, maxLength });
    }
    case 'object':
      return objects(source, pointer, schema);
    default:
      return type satisfies never;
  }
}

/** JSON Schema counts code points, as the unit `binary` does. */
function texts({ format, pattern, minLength = 0, maxLength = 100 }: Schema): Arbitrary<string> {
  if (format === 'date-time') return dateTimes;
  if (format === 'date') return dateTimes.map((text) => text.slice(0, 10));
  if (format !== undefined && format !== 'binary') {
    throw new Error(`expected the format date-time, date or binary, got ${format}`);
  }
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern));
  // The longest shrink no further; what fails with them may also fail with a short one.
  return fc.oneof(
    { withCrossShrink: true },
    fc.string({ minLength, maxLength, unit: 'grapheme-ascii' }),
    fc.string({ minLength, maxLength, unit: 'binary' }),
    fc.string({ minLength: maxLength, maxLength, unit: 'binary' }),
  );
}

/** RFC 3339 has years of four digits. */
const dateTimes = fc
  .date({ min: new Date('0000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString());

function objects(source: Source, pointer: string, schema: Schema): Arbitrary<object> {
  const { properties = {}, required = [] } = schema;
  const names = Object.keys(properties);
  if (names.length === 0) {
    const values =
      typeof schema.additionalProperties === 'object'
        ? valuesOf(source, `${pointer}/additionalProperties`, '')
        : fc.jsonValue({ maxDepth: 1 });
    return fc.dictionary(fc.string(), values);
  }
  return someOf(
    names.map((name) => [name, valuesOf(source, `${pointer}/properties/${escapeKey(name)}`, name)]),
    required,
  );
}

/** Fields by name: those that are needed, and of the others few or many. */
export function someOf(
  fields: readonly (readonly [string, Arbitrary<unknown>])[],
  required: readonly string[],
): Arbitrary<Readonly<Record<string, unknown>>> {
  const optional = fields.map(([name]) => name).filter((name) => !required.includes(name));
  const few = fc.subarray(optional, { maxLength: Math.min(2, optional.length) });
  return fc
    .tuple(
      fc.record(Object.fromEntries(fields), { noNullPrototype: true }),
      fc.oneof(few, fc.subarray(optional)),
    )
    .map(([all, chosen]) =>
      Object.fromEntries(
        Object.entries(all).filter(([name]) => required.includes(name) || chosen.includes(name)),
      ),
    );
}
