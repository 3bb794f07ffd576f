/** Parameters of an operation as they are sent, in the path, the query and the headers. */

import fc, { type Arbitrary } from 'fast-check';
import type { Operation, Parameter } from '../support/openapi.ts';
import type { Condition } from './fuzz-request.ts';
import { faultsOf } from './schema-faults.ts';
import { type Source, someOf, valuesOf } from './schema-values.ts';

type Values = Readonly<Record<string, unknown>>;

/** What no schema says: what paths may be full of. */
const strangeSegments = [
  ...[
    '%',
    '%zz',
    '%ff',
    '%00',
    '%2F',
    '%2e%2e',
    '..%2f..',
    '.',
    '..',
    '',
    ' ',
    '%F0%9F%92%A9',
    'é',
  ],
  ...['__proto__', 'constructor', '1.png.png', '.png', '1.', '1%2Epng', '*', ';a=b', ':model'],
  ...['a'.repeat(300), '{model}', '1.PNG', '-1.png', '01.png', '1e3.png', '4294967296.webp'],
];

export function pathsOf(source: Source, operation: Operation): Arbitrary<string> {
  const { target } = operation;
  if (target === undefined) return fc.constant('/v1');
  return parametersIn(source, operation, 'path').map((values) => fill(target.template, values));
}

/** One segment is wrong. */
export function wrongPathsOf(source: Source, operation: Operation): Arbitrary<string>[] {
  const { target, parameters } = operation;
  const names = parameters.filter((it) => it.in === 'path');
  if (target === undefined || names.length === 0) return [];
  const right = parametersIn(source, operation, 'path');
  return names.flatMap((parameter) => {
    const wrong = wrongText(source, parameter).map(encode);
    const segments = fc.oneof(wrong, fc.constantFrom(...strangeSegments));
    return [
      fc.tuple(right, segments).map(([values, segment]) => {
        const { [parameter.name]: _, ...rest } = values;
        return fill(target.template.replace(`{${parameter.name}}`, segment), rest);
      }),
    ];
  });
}

export function queriesOf(source: Source, operation: Operation): Arbitrary<string> {
  return parametersIn(source, operation, 'query').map((values) => queryOf(Object.entries(values)));
}

/** One parameter is wrong, unknown, there twice, or none at all. */
export function wrongQueriesOf(source: Source, operation: Operation): Arbitrary<string>[] {
  const parameters = operation.parameters.filter((it) => it.in === 'query');
  const right = parametersIn(source, operation, 'query').map((values) => Object.entries(values));
  const oddities = fc.constantFrom(
    ...['?', '?&&', '?=', '?%', '?a=%zz', '?a=%ff', '?__proto__=1', '?constructor', '?a[]=1', '?+'],
    ...['?seed=1&seed=2', '?x=💩', `?${'a=1&'.repeat(500)}`, `?class=${'a'.repeat(3000)}`],
  );
  if (parameters.length === 0) return [oddities];
  const wrong = fc.oneof(
    ...parameters.map((parameter) =>
      wrongText(source, parameter).map((text): [string, string] => [parameter.name, text]),
    ),
  );
  return [
    oddities,
    fc
      .tuple(right, wrong)
      .map(([pairs, [name, text]]) =>
        queryOf([...pairs.filter(([other]) => other !== name), [name, text]]),
      ),
    fc.tuple(right, wrong).map(([pairs, pair]) => queryOf([...pairs, pair])),
    right.map((pairs) => queryOf([...pairs, ...pairs])),
    fc.tuple(right, fc.string({ unit: 'binary' })).map(([pairs, name]) => {
      return queryOf([...pairs, [name, '1']]);
    }),
  ];
}

export interface HeaderChoice {
  readonly headers: Readonly<Record<string, string>>;
  readonly condition?: Condition;
}

/** None, one, or all of those documented; entity tags also as they were just read. */
export function headersOf(source: Source, operation: Operation): Arbitrary<HeaderChoice> {
  const documented = operation.parameters.filter(
    ({ in: place, name }) => place === 'header' && name !== 'Accept',
  );
  const single = documented.map((parameter) =>
    valuesOf(source, parameter.schema, parameter.name).map((value) => ({
      headers: { [parameter.name]: headerText(value) },
    })),
  );
  const conditions = documented
    .map(({ name }) => name)
    .filter((name): name is Condition => name === 'If-Match' || name === 'If-None-Match');
  return fc.oneof(
    fc.constant<HeaderChoice>({ headers: {} }),
    ...single,
    ...conditions.map((condition) => fc.constant<HeaderChoice>({ headers: {}, condition })),
    parametersIn(source, operation, 'header').map(({ Accept: _, ...values }) => ({
      headers: Object.fromEntries(
        Object.entries(values).map(([name, value]) => [name, headerText(value)]),
      ),
    })),
  );
}

/** Headers that are wrong, or that clients and proxies send and this service does not heed. */
export function wrongHeadersOf(operation: Operation): Arbitrary<HeaderChoice>[] {
  const documented = operation.parameters.filter(({ in: place }) => place === 'header');
  const unheeded = fc.constantFrom(
    ...[
      ['Range', 'bytes=0-9'],
      ['Range', 'bytes=-1'],
      ['If-Range', '"a"'],
      ['Cookie', 'a=b; c'],
    ],
    ...[
      ['If-Modified-Since', 'Thu, 01 Jan 2026 00:00:00 GMT'],
      ['Origin', 'https://a.example'],
    ],
    ...[
      ['X-HTTP-Method-Override', 'DELETE'],
      ['X-Forwarded-Host', 'a.example'],
      ['Pragma', 'x'],
    ],
    ...[
      ['Accept-Encoding', 'gzip, br'],
      ['Accept-Language', 'xx'],
      ['Cache-Control', 'no-store'],
    ],
    ...[
      ['Idempotency-Key', 'a'],
      ['X-Request-Id', ' a b '],
      ['Via', '1.1 x'],
    ],
    ...[
      ['If-None-Match', '*'],
      ['If-Match', '*'],
      ['If-Match', 'W/"a"'],
      ['Last-Event-ID', '1'],
    ],
  );
  return [
    unheeded.map(([name = '', value = '']) => ({ headers: { [name]: value } })),
    ...documented.map(({ name }) =>
      fc.string({ unit: 'grapheme-ascii', maxLength: 200 }).map((text) => ({
        headers: { [name]: headerText(text) },
      })),
    ),
  ];
}

function parametersIn(
  source: Source,
  { parameters }: Operation,
  place: Parameter['in'],
): Arbitrary<Values> {
  const here = parameters.filter((it) => it.in === place);
  return someOf(
    here.map(({ name, schema }) => [name, valuesOf(source, schema, name)]),
    here.filter(({ required }) => required).map(({ name }) => name),
  );
}

function wrongText(source: Source, { schema, name }: Parameter): Arbitrary<string> {
  const wrong = faultsOf(source, schema, name) ?? fc.constant('');
  return wrong.map((value) => (typeof value === 'string' ? value : JSON.stringify(value)));
}

function fill(template: string, values: Values): string {
  return template.replaceAll(/\{(\w+)\}/g, (whole, name) =>
    Object.hasOwn(values, name) ? encode(String(values[name])) : whole,
  );
}

function queryOf(pairs: readonly (readonly [string, unknown])[]): string {
  if (pairs.length === 0) return '';
  return `?${pairs.map(([name, value]) => `${encode(name)}=${encode(String(value))}`).join('&')}`;
}

/** Half a character has no escape, and is sent as U+FFFD. */
function encode(text: string): string {
  return encodeURIComponent(new TextDecoder().decode(new TextEncoder().encode(text)));
}

/** What a header can hold. */
function headerText(value: unknown): string {
  return String(value)
    .replaceAll(/[^\x20-\x7e]/g, '?')
    .trim();
}
