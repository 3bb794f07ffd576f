/** What the contract fuzzer makes of schemas: values that they allow, and values that they do not. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toCurl } from '../fuzz/fuzz-request.ts';
import { faultsOf } from '../fuzz/schema-faults.ts';
import { type Source, valuesOf } from '../fuzz/schema-values.ts';
import { Contract, contract } from '../support/contract.ts';

const runs = { seed: 1, numRuns: 200 };
const source = (schema: object, pool = {}): Source => ({
  contract: new Contract({ paths: {}, 'x-unmatched': {}, components: { schemas: { It: schema } } }),
  pool,
});
const at = '/components/schemas/It';

const bodies = contract.operations.flatMap(({ id, bodies }) =>
  [...bodies].filter(([type]) => type === 'application/json').map(([, at]) => [id, at] as const),
);

describe.each(bodies)('bodies of %s', (_, pointer) => {
  test('are what the schema says', () => {
    const values = valuesOf({ contract, pool: {} }, pointer, '');
    fc.assert(
      fc.property(values, (value) => contract.allows(pointer, JSON.parse(JSON.stringify(value)))),
      runs,
    );
  });

  test('are not, where they are wrong, as JSON neither', () => {
    const faults = faultsOf({ contract, pool: {} }, pointer, '') ?? fc.constant({});
    fc.assert(
      fc.property(faults, (value) => !contract.allows(pointer, JSON.parse(JSON.stringify(value)))),
      runs,
    );
  });
});

const object = {
  type: 'object',
  additionalProperties: false,
  required: ['name'],
  properties: {
    name: { type: 'string', maxLength: 3 },
    n: { type: 'integer', minimum: 1, maximum: 9 },
  },
};

type Faulty = Readonly<Record<string, unknown>>;

test.each<[string, (it: Faulty) => boolean]>([
  ['no required field', (it) => !('name' in it)],
  ['an unknown field', (it) => Object.keys(it).some((key) => key !== 'name' && key !== 'n')],
  ['a field that objects inherit', (it) => Object.hasOwn(it, '__proto__')],
  ['a list', (it) => Array.isArray(it)],
  ['a text that is too long', ({ name }) => typeof name === 'string' && name.length > 3],
  ['a number that is just too small', ({ n }) => n === 0],
  ['a number that is not whole', ({ n }) => typeof n === 'number' && n > 1 && n % 1 > 0],
])('of an object, faults are %s', (_, isSo) => {
  const faults = faultsOf(source(object), at, '') ?? fc.constant({});
  const made = fc.sample(faults, { ...runs, numRuns: 500 });
  expect(
    made.filter((it) => typeof it === 'object' && it !== null && isSo(it as Faulty)),
  ).not.toEqual([]);
});

test('what allows everything has no faults', () => {
  expect(faultsOf(source({ description: 'Of no account.' }), at, '')).toBeUndefined();
});

test('values come from the pool where the schema allows them', () => {
  const values = valuesOf(source({ type: 'string' }, { color: ['red', 7] }), at, 'color');
  const made = fc.sample(values, runs);
  expect(made).toContain('red');
  expect(made).not.toContain(7);
});

test('a keyword that is not understood is an error, not overlooked', () => {
  expect(() => valuesOf(source({ type: 'integer', multipleOf: 2 }), at, '')).toThrow(
    `${at}: expected keywords that the fuzzer understands, got multipleOf`,
  );
});

test.each([
  [
    { method: 'GET', path: '/v1/models?limit=1', headers: {} },
    "curl -sS -g --path-as-is -i -X 'GET' 'http://edge/v1/models?limit=1'",
  ],
  [
    {
      method: 'POST',
      path: '/',
      headers: { 'Content-Type': 'a', Accept: '' },
      body: `{"a":"it's"}`,
    },
    `curl -sS -g --path-as-is -i -X 'POST' 'http://edge/' -H 'Content-Type: a' -H 'Accept;' --data-raw '{"a":"it'\\''s"}'`,
  ],
  [
    { method: 'PUT', path: '/', headers: {}, body: Uint8Array.of(0, 255) },
    "printf %s AP8= | base64 -d | curl -sS -g --path-as-is -i -X 'PUT' 'http://edge/' -H 'Content-Type:' --data-binary @-",
  ],
])('a request is told as a command', (request, command) => {
  expect(toCurl('http://edge', request)).toBe(command);
});
