/**
 * Calls typed by the contract: path, method, parameters, body and answer come from the types that
 * openapi-typescript makes of openapi.yaml, so a contract that moves away from the client stops it
 * from compiling. The idea is openapi-fetch's (https://openapi-ts.dev/openapi-fetch/), cut down to
 * what this client needs.
 */
import type { paths } from '@comfy-edge/contract';
import type { TransportRequest } from './transport/transport.ts';

type Method = 'get' | 'put' | 'post' | 'delete';

/** The operation behind a path and a method; `never` when the contract has none. */
export type Operation<Path extends keyof paths, M extends Method> = NonNullable<paths[Path][M]>;

type Parameters<Op, Place extends string> = Op extends {
  parameters: { [P in Place]?: infer Values };
}
  ? Exclude<Values, undefined>
  : never;

/** The JSON body of an operation's successes. */
export type Success<Op> = Op extends { responses: infer Responses }
  ? {
      [Status in keyof Responses & (200 | 201)]: Responses[Status] extends {
        content: { 'application/json': infer Body };
      }
        ? Body
        : never;
    }[keyof Responses & (200 | 201)]
  : never;

/** What may be left out may be undefined as well: neither is sent. */
export type OrUndefined<Values> = {
  [Name in keyof Values]: Pick<Values, Name> extends Required<Pick<Values, Name>>
    ? Values[Name]
    : Values[Name] | undefined;
};

/** The JSON body that an operation takes. */
export type JsonRequest<Op> = Op extends {
  requestBody: { content: { 'application/json': infer Body } };
}
  ? OrUndefined<Body>
  : never;

/** The parameters in an operation's query. */
export type Query<Op> = OrUndefined<Parameters<Op, 'query'>>;

type PathParameters<Path extends keyof paths, M extends Method> = Parameters<
  Operation<Path, M>,
  'path'
>;

/** Bytes that are sent as they are. */
export interface FileBody {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly mediaType: string;
}

/** Where an operation is. */
export type Address<Path extends keyof paths, M extends Method> = {
  readonly path: Path;
  readonly query?: Query<Operation<Path, M>>;
} & ([PathParameters<Path, M>] extends [never]
  ? { readonly params?: never }
  : { readonly params: PathParameters<Path, M> });

export type Call<Path extends keyof paths, M extends Method> = Address<Path, M> & {
  /** `never` where the contract has no such operation. */
  readonly method: [Operation<Path, M>] extends [never] ? never : M;
  readonly headers?: Parameters<Operation<Path, M>, 'header'>;
  /** The body; what it is made of may still be on its way, such as a file that is being read. */
  readonly json?: JsonRequest<Operation<Path, M>> | Promise<JsonRequest<Operation<Path, M>>>;
  readonly file?: FileBody | Promise<FileBody>;
  readonly accept?: string;
  readonly retry?: TransportRequest['retry'];
};

/** Path and query of an operation. */
export function addressOf<Path extends keyof paths, M extends Method>({
  path,
  params,
  query,
}: Address<Path, M>): string {
  return expandPath(path, { ...params }) + queryString({ ...query });
}

/** What is sent for a call. */
export async function requestOf<Path extends keyof paths, M extends Method>(
  call: Call<Path, M>,
): Promise<TransportRequest> {
  const { json, headers, accept = 'application/json', retry = 'always' } = call;
  const method: string = call.method;
  const file = await call.file;
  const contentType = json === undefined ? file?.mediaType : 'application/json';
  return {
    method: method.toUpperCase(),
    path: addressOf(call),
    headers: {
      accept,
      ...(contentType === undefined ? {} : { 'content-type': contentType }),
      ...lowerCaseNames({ ...headers }),
    },
    body: json === undefined ? file?.bytes : JSON.stringify(await json),
    retry,
  };
}

/** Two spellings of one header would both be sent. */
export function lowerCaseNames(
  headers: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const given: [string, string][] = [];
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) given.push([name.toLowerCase(), value]);
  }
  return Object.fromEntries(given);
}

function expandPath(template: string, values: Record<string, string | number>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = typeof values[name] === 'number' ? `${values[name]}` : values[name];
    if (typeof value === 'string' && value !== '' && value !== '.' && value !== '..') {
      return encodeURIComponent(value);
    }
    throw new TypeError(`expected ${name} to be a name, got ${JSON.stringify(value)}`);
  });
}

function queryString(values: Record<string, unknown>): string {
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  const query = new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString();
  return query === '' ? '' : `?${query}`;
}
