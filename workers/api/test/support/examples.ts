/**
 * Every request that openapi.yaml shows, as a reader of its page would send it: each example of a body, with
 * all parameters that have an example. An operation that needs something of which none is shown is a defect
 * of the contract.
 */

import { openapiDocument } from '@comfy-edge/contract/document';
import { locate, scopeOf } from './openapi.ts';

interface Ref {
  readonly $ref?: string;
}
interface Parameter extends Ref {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly example?: unknown;
}
interface MediaType {
  readonly schema: Ref & { readonly contentMediaType?: string };
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>;
}
type Content = Readonly<Record<string, MediaType>>;
interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly (Parameter | Ref)[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[];
}
type PathItem = Readonly<Record<string, Operation>> & {
  readonly parameters?: readonly (Parameter | Ref)[];
};

export interface ExampleBody {
  readonly name: string;
  readonly mediaType: string;
  /** Nothing for a picture: those cannot be shown. */
  readonly value?: unknown;
  /** Properties of a form that are files. */
  readonly files: readonly string[];
}

export interface ExampleRequest {
  readonly name: string;
  readonly operationId: string;
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: ExampleBody;
  /** What a key needs; nothing where none is asked for. */
  readonly scope?: string;
  /** The answer in JSON that is shown for it. */
  readonly answer?: unknown;
}

interface Described {
  readonly template: string;
  readonly method: string;
  readonly operation: Operation;
  readonly parameters: readonly Parameter[];
}

const methods = ['get', 'put', 'post', 'delete'];

/** @returns what the contract lacks: operations, and what of each has no example */
export function missingExamples(): string[] {
  return operations().flatMap(({ operation, parameters }) => [
    ...parameters
      .filter((it) => it.required && it.example === undefined)
      .map(({ name }) => `${operation.operationId}: parameter ${name}`),
    ...Object.entries(operation.requestBody?.content ?? {})
      .filter(([mediaType, it]) => bodiesOf(mediaType, it).length === 0)
      .map(([mediaType]) => `${operation.operationId}: body ${mediaType}`),
  ]);
}

export function exampleRequests(): ExampleRequest[] {
  return operations().flatMap((described) => {
    const bodies = Object.entries(described.operation.requestBody?.content ?? {}).flatMap(
      ([mediaType, it]) => bodiesOf(mediaType, it),
    );
    return bodies.length === 0
      ? [requestOf(described)]
      : bodies.map((body) => requestOf(described, body));
  });
}

function operations(): Described[] {
  const paths = openapiDocument.paths as Readonly<Record<string, PathItem>>;
  return Object.entries(paths).flatMap(([template, item]) =>
    methods.flatMap((method) => {
      const operation = item[method];
      if (operation === undefined) return [];
      const own = (operation.parameters ?? []).map(follow);
      const shared = (item.parameters ?? []).map(follow);
      const inherited = shared.filter(({ name }) => !own.some((it) => it.name === name));
      return [{ template, method, operation, parameters: [...inherited, ...own] }];
    }),
  );
}

function follow(parameter: Parameter | Ref): Parameter {
  return parameter.$ref === undefined
    ? (parameter as Parameter)
    : locate<Parameter>(openapiDocument, parameter.$ref.slice(1)).value;
}

function bodiesOf(mediaType: string, { schema, example, examples }: MediaType): ExampleBody[] {
  if (mediaType.startsWith('image/')) return [{ name: mediaType, mediaType, files: [] }];
  const files = filesOf(schema);
  const named = Object.entries(examples ?? {}).map(([name, { value }]) => ({ name, value }));
  const all = example === undefined ? named : [{ name: 'example', value: example }, ...named];
  return all.map(({ name, value }) => ({ name, mediaType, value, files }));
}

function filesOf({ $ref }: Ref): string[] {
  if ($ref === undefined) return [];
  const { properties = {} } = locate<{
    properties?: Readonly<Record<string, { contentMediaType?: string }>>;
  }>(openapiDocument, $ref.slice(1)).value;
  return Object.keys(properties).filter((name) => properties[name]?.contentMediaType);
}

function requestOf(
  { template, method, operation, parameters }: Described,
  body?: ExampleBody,
): ExampleRequest {
  const { operationId, security = [] } = operation;
  const shown = parameters.filter((it) => it.example !== undefined);
  const examplesIn = (place: Parameter['in']) =>
    shown
      .filter((it) => it.in === place)
      .map(({ name, example }): [string, string] => [name, `${example}`]);
  const inPath = new Map(examplesIn('path'));
  const path = template.replace(/\{(\w+)\}/g, (_, name) =>
    encodeURIComponent(`${inPath.get(name)}`),
  );
  const query = examplesIn('query');
  // Where the body may be a picture, the query says of which model; else the body does.
  if (body?.mediaType.startsWith('image/') && parameters.some((it) => it.name === 'model')) {
    query.push(['model', 'fashion-mnist']);
  }
  const scope = scopeOf(security);
  const answer = answerOf(operation, body?.name ?? 'example');
  return {
    name: body === undefined ? operationId : `${operationId}, ${body.name}`,
    ...{ operationId, method: method.toUpperCase() },
    headers: Object.fromEntries(examplesIn('header')),
    path: query.length === 0 ? path : `${path}?${new URLSearchParams(query)}`,
    ...(body && { body }),
    ...(scope && { scope }),
    ...(answer === undefined ? {} : { answer }),
  };
}

/** Of a success, under the same name as the request. */
function answerOf({ responses }: Operation, name: string): unknown {
  return Object.entries(responses)
    .filter(([status]) => status.startsWith('2'))
    .map(([, { content }]) => content?.['application/json'])
    .map((it) => (name === 'example' ? it?.example : it?.examples?.[name]?.value))
    .find((value) => value !== undefined);
}
