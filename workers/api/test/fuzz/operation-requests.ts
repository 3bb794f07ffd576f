/**
 * From an operation of the document to requests for it: right ones, and ones of which one part is wrong.
 * A request is put together from parts, each an arbitrary of its own, so that fast-check shrinks it part by
 * part.
 */

import fc, { type Arbitrary } from 'fast-check';
import type { Operation } from '../support/openapi.ts';
import {
  type Body,
  bodiesOf,
  hugeBodiesOf,
  malformedBodiesOf,
  wrongBodiesOf,
} from './body-requests.ts';
import type { FuzzRequest } from './fuzz-request.ts';
import {
  type HeaderChoice,
  headersOf,
  pathsOf,
  queriesOf,
  wrongHeadersOf,
  wrongPathsOf,
  wrongQueriesOf,
} from './parameter-requests.ts';
import type { Source } from './schema-values.ts';

/** The keys there are, by their scope; others by whatever name. */
export type Keys = Readonly<Record<string, string>>;

interface Parts {
  readonly method: Arbitrary<string>;
  readonly path: Arbitrary<string>;
  readonly query: Arbitrary<string>;
  readonly headers: Arbitrary<HeaderChoice>;
  readonly authorization: Arbitrary<string | undefined>;
  readonly accept: Arbitrary<string | undefined>;
  readonly body: Arbitrary<Body>;
}

interface Fault {
  readonly weight: number;
  readonly parts: Partial<Parts>;
}

/** Of all requests that are made of an operation, right ones have this share of `rightOnes + the faults'`. */
const rightOnes = 40;

export function requestsOf(
  source: Source,
  keys: Keys,
  operation: Operation,
): Arbitrary<FuzzRequest> {
  const right = rightPartsOf(source, keys, operation);
  const faults = faultsIn(source, keys, operation);
  return fc.oneof(
    { weight: rightOnes, arbitrary: assemble(right) },
    ...faults.map(({ weight, parts }) => ({ weight, arbitrary: assemble({ ...right, ...parts }) })),
  );
}

function rightPartsOf(source: Source, keys: Keys, operation: Operation): Parts {
  const { target, scope } = operation;
  const method = target?.method ?? 'GET';
  return {
    method: fc.constant(method),
    path: pathsOf(source, operation),
    query: queriesOf(source, operation),
    headers: headersOf(source, operation),
    authorization: fc.constantFrom(...keysFor(keys, scope)),
    accept: acceptOf(operation),
    body: bodiesOf(source, operation),
  };
}

function faultsIn(source: Source, keys: Keys, operation: Operation): Fault[] {
  const group = <Name extends keyof Parts>(
    weight: number,
    part: Name,
    arbitraries: readonly Parts[Name][],
  ): Fault[] =>
    arbitraries.map((it) => ({ weight: weight / arbitraries.length, parts: { [part]: it } }));
  const weigh = ({ weight, parts }: Fault) => ({ weight: Math.max(1, Math.round(weight)), parts });
  return [
    ...group(40, 'body', wrongBodiesOf(source, operation)),
    ...group(10, 'body', malformedBodiesOf(source, operation)),
    ...group(3, 'body', hugeBodiesOf(source, operation)),
    ...group(10, 'path', wrongPathsOf(source, operation)),
    ...group(5, 'path', [otherPaths(pathsOf(source, operation))]),
    ...group(10, 'query', wrongQueriesOf(source, operation)),
    ...group(6, 'headers', wrongHeadersOf(operation)),
    ...group(12, 'authorization', [otherKeys(keys)]),
    ...group(6, 'accept', [otherAccept]),
    ...group(5, 'method', [otherMethods]),
    { weight: 2, parts: { method: fc.constant('OPTIONS'), headers: preflights } },
  ].map(weigh);
}

function assemble(parts: Parts): Arbitrary<FuzzRequest> {
  const { method, path, query, headers, authorization, accept, body } = parts;
  return fc
    .tuple(method, path, query, headers, authorization, accept, body)
    .map(([method, path, query, { headers, condition }, authorization, accept, body]) => ({
      method,
      path: `${path}${query}`,
      headers: {
        ...(authorization !== undefined && { Authorization: authorization }),
        ...(accept !== undefined && { Accept: accept }),
        ...headers,
        ...body.headers,
      },
      ...(body.content !== undefined &&
        method !== 'GET' &&
        method !== 'HEAD' && { body: body.content }),
      ...(condition !== undefined && { condition }),
    }));
}

/** What a successful answer may be, in several spellings. */
function acceptOf({ responses }: Operation): Arbitrary<string | undefined> {
  const types = [...responses].flatMap(([status, { value }]) =>
    Number(status) < 300 ? Object.keys(value.content ?? {}) : [],
  );
  const wide = types.flatMap((type) => [
    `${type.split('/')[0]}/*`,
    `text/html, ${type};q=0.5`,
    `${type};q=0.1, */*;q=0.05`,
  ]);
  return fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(undefined, ...types) },
    { weight: 1, arbitrary: fc.constantFrom('*/*', '', ...wide) },
  );
}

const otherAccept: Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    ...['text/html', 'image/avif', '*/*;q=0', 'image/png;q=0', ';', '/', 'image', ',,,', 'a/b/c'],
    ...['image/png;q=2', 'image/png;q=x', 'IMAGE/PNG', '*/png', '*', 'application/*;q=0.001'],
    Array(500).fill('text/html').join(','),
  ),
  fc.string({ unit: 'grapheme-ascii' }).map((text) => text.trim()),
);

/** Of the scope alone mostly, or of all. */
function keysFor(keys: Keys, scope: string | undefined): (string | undefined)[] {
  if (scope === undefined) return [undefined];
  return [keys[scope], keys[scope], keys.admin].map((key) => `Bearer ${key}`);
}

/** Half of them what another scope or none has, and the rest what nobody has. */
function otherKeys(keys: Keys): Arbitrary<string | undefined> {
  const [some = ''] = Object.values(keys);
  return fc.oneof(
    fc.constantFrom(undefined, ...Object.values(keys).map((key) => `Bearer ${key}`)),
    fc.constantFrom(
      ...['', 'Bearer', 'Bearer wrong', `Basic ${btoa('a:b')}`, `bearer ${some}`, some],
      ...[
        `Bearer ${some} ${some}`,
        `Bearer ${some}x`,
        `Bearer ${some.slice(0, -1)}0`,
        `Bearer ${'a'.repeat(5000)}`,
        'Bearer ,',
      ],
    ),
  );
}

const otherMethods: Arbitrary<string> = fc.constantFrom(
  ...['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PURGE', 'QUERY'],
);

/** Of pages that a deployment may list. */
export const pageOrigin = 'https://page.example';
const preflights: Arbitrary<HeaderChoice> = fc
  .tuple(
    fc.constantFrom(pageOrigin, 'https://other.example', 'null', ''),
    fc.constantFrom('POST', 'DELETE', ''),
    fc.constantFrom('authorization, content-type', 'x-stainless-os', ',', ''),
  )
  .map(([Origin, method, names]) => ({
    headers: {
      Origin,
      'Access-Control-Request-Method': method,
      'Access-Control-Request-Headers': names,
    },
  }));

/** Beside what there is. */
function otherPaths(paths: Arbitrary<string>): Arbitrary<string> {
  const changes: readonly ((path: string) => string)[] = [
    (path) => `${path}/`,
    (path) => `/${path}`,
    (path) => `${path}/nothing`,
    (path) => path.replace(/\/[^/]*$/, '') || '/nothing',
    (path) => path.replace('/v1/', '/v2/'),
    (path) => path.toUpperCase(),
    (path) => path.replaceAll('/', '%2F'),
    (path) => `${path}%20`,
    (path) => path.replaceAll('e', '%65'),
    (path) => path.replace('/', '/%2e%2e/'),
    (path) => `${path};v=1`,
    (path) => `${path}.json`,
    (path) => `${path}${path}`,
  ];
  return fc
    .tuple(paths, fc.constantFrom(...changes))
    .map(([path, change]) => change(path))
    .map((path) => (path.startsWith('/') ? path : `/${path}`));
}
