/** What tests read of an OpenAPI document (https://spec.openapis.org/oas/v3.1): places in it, and its operations. */

export type OpenapiDocument = Readonly<Record<string, unknown>>;

/** A value of the document, and the JSON pointer (RFC 6901) to where it stands. */
export interface Located<T> {
  readonly pointer: string;
  readonly value: T;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  /** Where its schema stands. */
  readonly schema: string;
}

/** What has a schema, or nothing: a body. */
type Content = Readonly<Record<string, unknown>>;

export interface ResponseObject {
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly content?: Content;
}

export interface Operation {
  readonly id: string;
  /** Without those, the operation stands for all requests that match no other. */
  readonly target?: { readonly method: string; readonly template: string };
  readonly parameters: readonly Parameter[];
  /** By media type, where the schema of the body stands. */
  readonly bodies: ReadonlyMap<string, string>;
  /** Scope of the key it takes; undefined where it takes none. */
  readonly scope: string | undefined;
  /** Whether keys of all other scopes do as well. */
  readonly takesAnyKey: boolean;
  /** By status. */
  readonly responses: ReadonlyMap<string, Located<ResponseObject>>;
}

interface OperationObject {
  readonly operationId: string;
  readonly parameters?: readonly unknown[];
  readonly requestBody?: { readonly content: Content };
  readonly security?: readonly { readonly ApiKey?: readonly string[] }[];
  readonly responses: Readonly<Record<string, unknown>>;
}
type PathItem = Readonly<Record<string, OperationObject>> & { readonly parameters?: unknown[] };

/** The last is `unmatched`, the one before it `anywhere`. */
export function operationsOf(document: OpenapiDocument): Operation[] {
  const paths = document.paths as Readonly<Record<string, PathItem>>;
  const operations = Object.entries(paths).flatMap(([template, item]) => {
    const path = `/paths/${escapeKey(template)}`;
    const shared = parametersOf(document, `${path}/parameters`, item.parameters);
    return ['get', 'put', 'post', 'delete', 'options'].flatMap((verb): Operation[] => {
      const object = item[verb];
      if (object === undefined) return [];
      const pointer = `${path}/${verb}`;
      const { operationId: id, parameters, requestBody, security = [], responses } = object;
      return [
        {
          id,
          target: { method: verb.toUpperCase(), template },
          parameters: [...shared, ...parametersOf(document, `${pointer}/parameters`, parameters)],
          bodies: new Map(
            Object.keys(requestBody?.content ?? {}).map((type) => [
              type,
              `${pointer}/requestBody/content/${escapeKey(type)}/schema`,
            ]),
          ),
          scope: scopeOf(security),
          takesAnyKey: security.some(({ ApiKey }) => ApiKey?.length === 0),
          responses: responsesOf(document, `${pointer}/responses`, responses),
        },
      ];
    });
  });
  const apart = (id: string): Operation => {
    const responses = (document[`x-${id}`] ?? {}) as OperationObject['responses'];
    return {
      ...{ id, parameters: [], bodies: new Map(), scope: undefined, takesAnyKey: false },
      responses: responsesOf(document, `/x-${id}`, responses),
    };
  };
  return [...operations, apart('anywhere'), apart('unmatched')];
}

/** What the key of a request needs; where any key will do, one that most have. */
export function scopeOf(
  security: readonly { readonly ApiKey?: readonly string[] }[],
): string | undefined {
  const [scopes] = security.flatMap(({ ApiKey }) => (ApiKey === undefined ? [] : [ApiKey]));
  return scopes === undefined ? undefined : (scopes[0] ?? 'images:write');
}

function parametersOf(
  document: OpenapiDocument,
  pointer: string,
  parameters: readonly unknown[] = [],
): Parameter[] {
  return parameters.map((_, index) => {
    const found = locate<Omit<Parameter, 'schema'>>(document, `${pointer}/${index}`);
    const { name, in: place, required = false } = found.value;
    return { name, in: place, required, schema: `${found.pointer}/schema` };
  });
}

function responsesOf(
  document: OpenapiDocument,
  pointer: string,
  responses: OperationObject['responses'],
): ReadonlyMap<string, Located<ResponseObject>> {
  return new Map(
    Object.keys(responses).map((status) => [status, locate(document, `${pointer}/${status}`)]),
  );
}

/** The value at a pointer; references are followed. */
export function locate<T>(document: OpenapiDocument, pointer: string): Located<T> {
  let value: unknown = document;
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    value = (value as Record<string, unknown> | undefined)?.[key];
  }
  if (value === undefined) throw new Error(`expected something at ${pointer}, got nothing`);
  const { $ref } = value as { readonly $ref?: string };
  return $ref === undefined ? { pointer, value: value as T } : locate<T>(document, $ref.slice(1));
}

export function escapeKey(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
