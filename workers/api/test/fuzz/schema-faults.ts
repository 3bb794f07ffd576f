/**
 * From a JSON Schema to values that break it in one place and are right in all others: one field of another
 * type, out of range, too long or too short, missing, or unknown.
 */

import fc, { type Arbitrary } from 'fast-check';
import { escapeKey } from '../support/openapi.ts';
import { openSchema, type Schema, type Source, valuesOf } from './schema-values.ts';

/** Of every type there is, and some that look like another. */
const strangers: readonly unknown[] = [
  ...[null, true, false, 0, 1, -1, 0.5, -0.5, 1e21, -1e21, 1e308, 2 ** 32, 2 ** 53],
  ...['', ' ', '0', '1', 'true', 'null', 'NaN', 'a', '\u0000', '\ud800', '💩', 'ﬁ', '../..', '%00'],
  ...[[], [null], [[]], [0], {}, { length: 1 }, { toString: null }],
];

/** Names that objects have without being asked, and others that nobody expects. */
const strangeKeys = [
  ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'length', 'then'],
  ...['', ' ', 'Model', 'MODEL', 'a/b~c', 'a.b', '0', '-1', '$ref', 'é', '💩', '\ud800'],
];

/**
 * @param at pointer to the schema
 * @param name of the field or parameter
 * @returns undefined for a schema that allows everything
 */
export function faultsOf(source: Source, at: string, name: string): Arbitrary<unknown> | undefined {
  const { pointer, schema } = openSchema(source, at, name);
  const isWrong = (value: unknown) => !source.contract.allows(pointer, value);
  const wrong = strangers.filter(isWrong);
  if (wrong.length === 0) return undefined;
  const kinds: Kind[] = [
    { weight: 2, arbitrary: fc.constantFrom(...wrong) },
    ...outOfRange(schema),
    ...otherTexts(schema),
    ...[schema.type].flat().flatMap((type) => {
      if (type === 'array') return brokenArrays(source, pointer, schema, name);
      return type === 'object' ? brokenObjects(source, pointer, schema, name) : [];
    }),
  ];
  return fc.oneof(...kinds).filter(isWrong);
}

interface Kind {
  readonly weight: number;
  readonly arbitrary: Arbitrary<unknown>;
}

/** Mostly the nearest: that is where a comparison may be off by one. */
function outOfRange({ minimum, maximum }: Schema): Kind[] {
  const distances = fc.oneof(
    { weight: 4, arbitrary: fc.constant(1) },
    { weight: 1, arbitrary: fc.constant(0.001) },
    { weight: 1, arbitrary: fc.double({ min: 0, max: 1e15, noNaN: true }) },
  );
  return [
    ...(minimum === undefined ? [] : [distances.map((distance) => minimum - distance)]),
    ...(maximum === undefined ? [] : [distances.map((distance) => maximum + distance)]),
  ].map((arbitrary) => ({ weight: 2, arbitrary }));
}

function otherTexts({ type, enum: values = [], maxLength, pattern }: Schema): Kind[] {
  if (![type].flat().includes('string')) return [];
  const known = values.filter((it) => typeof it === 'string');
  const changed = known.flatMap((it) => [it.toUpperCase(), ` ${it}`, `${it}\n`, `${it}\u0000`]);
  return [
    ...(changed.length === 0 ? [] : [fc.constantFrom(...changed)]),
    ...(pattern === undefined && known.length === 0 ? [] : [fc.string({ unit: 'binary' })]),
    ...(maxLength === undefined
      ? []
      : [fc.constantFrom('a', 'é', '💩').map((unit) => unit.repeat(maxLength + 1))]),
  ].map((arbitrary) => ({ weight: 1, arbitrary }));
}

function brokenArrays(
  source: Source,
  pointer: string,
  { minItems = 0, maxItems = 100, items }: Schema,
  name: string,
): Kind[] {
  if (items === undefined) return [];
  const at = `${pointer}/items`;
  const some = valuesOf(source, at, name);
  const whole = (valuesOf(source, pointer, name) as Arbitrary<unknown[]>).filter(
    (list) => list.length > 0,
  );
  const broken = faultsOf(source, at, name);
  const kinds: Kind[] = [
    // One and the same, many times: the longest are of thousands.
    { weight: 1, arbitrary: some.map((it) => Array(maxItems + 1).fill(it)) },
  ];
  if (minItems > 0) {
    kinds.push({ weight: 1, arbitrary: fc.array(some, { maxLength: minItems - 1 }) });
  }
  if (broken !== undefined) {
    const arbitrary = fc
      .tuple(whole, fc.nat(), broken)
      .map(([list, place, it]) => list.with(place % list.length, it));
    kinds.push({ weight: 4, arbitrary });
  }
  return kinds;
}

function brokenObjects(
  source: Source,
  pointer: string,
  { properties = {}, required = [], additionalProperties = true }: Schema,
  name: string,
): Kind[] {
  const whole = valuesOf(source, pointer, name) as Arbitrary<object>;
  const fields = Object.keys(properties).flatMap((field) => {
    const at = `${pointer}/properties/${escapeKey(field)}`;
    const broken = faultsOf(source, at, field);
    return broken === undefined ? [] : [fc.tuple(fc.constant(field), broken)];
  });
  const unknown = fc.tuple(fc.constantFrom(...strangeKeys), fc.jsonValue({ maxDepth: 1 }));
  const withOneOf = (some: readonly Arbitrary<[string, unknown]>[]) =>
    fc.tuple(whole, fc.oneof(...some)).map(([it, field]) => withField(it, field));
  return [
    // Some checks take a list for an object.
    { weight: 1, arbitrary: fc.array(whole, { maxLength: 1 }) },
    ...(fields.length === 0 ? [] : [{ weight: fields.length, arbitrary: withOneOf(fields) }]),
    ...(additionalProperties ? [] : [{ weight: 2, arbitrary: withOneOf([unknown]) }]),
    ...(required.length === 0
      ? []
      : [
          {
            weight: 2,
            arbitrary: fc
              .tuple(whole, fc.constantFrom(...required))
              .map(([it, field]) => without(it, field)),
          },
        ]),
  ];
}

function without(object: object, name: string): object {
  return Object.fromEntries(Object.entries(object).filter(([key]) => key !== name));
}

/** Of its own, also where its name is `__proto__`. */
function withField(object: object, field: readonly [string, unknown]): object {
  return Object.fromEntries([...Object.entries(object), field]);
}
