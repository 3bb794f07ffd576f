/**
 * Calls typed by the contract: path, method, parameters, body and answer come from the types that
 * openapi-typescript makes of openapi.yaml, so a contract that moves away from the client stops it
 * from compiling. The idea is openapi-fetch's (https://openapi-ts.dev/openapi-fetch/), cut down to
 * what this client needs.
 */
import type { paths } from '@comfy-edge/contract';
import type { Answer } from './transport/attempt.ts';
import type { OpenAnswer } from './transport/open-answer.ts';
import type { RequestOptions, Transport, TransportRequest } from './transport/transport.ts';

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

/** The JSON body that an operation takes. */
export type JsonRequest<Op> = Op extends {
  requestBody: { content: { 'application/json': infer Body } };
}
  ? Body
  : never;

type PathParameters<Path extends keyof paths, M extends Method> = Parameters<
  Operation<Path, M>,
  'path'
>;

export type Call<Path extends keyof paths, M extends Method> = {
  /** `never` where the contract has no such operation. */
  readonly method: [Operation<Path, M>] extends [never] ? never : M;
  readonly path: Path;
  readonly query?: Parameters<Operation<Path, M>, 'query'>;
  readonly headers?: Parameters<Operation<Path, M>, 'header'>;
  readonly body?: TransportRequest['body'];
  readonly contentType?: string;
  readonly accept?: string;
  readonly retry?: TransportRequest['retry'];
} & ([PathParameters<Path, M>] extends [never]
  ? { readonly params?: never }
  : { readonly params: PathParameters<Path, M> });

/** Path and query of an operation. */
export function addressOf<Path extends keyof paths, M extends Method>({
  path,
  params,
  query,
}: Call<Path, M>): string {
  return expandPath(path, { ...params }) + queryString({ ...query });
}

/** Makes the call; @returns the answer as it came. */
export function call<Path extends keyof paths, M extends Method>(
  transport: Transport,
  operation: Call<Path, M>,
  options: RequestOptions | undefined,
): Promise<Answer> {
  return transport.send(requestOf(operation), options);
}

/** The same for an answer that is read as it comes. */
export function openCall<Path extends keyof paths, M extends Method>(
  transport: Transport,
  operation: Call<Path, M>,
  options: RequestOptions | undefined,
): Promise<OpenAnswer> {
  return transport.open(requestOf(operation), options);
}

function requestOf<Path extends keyof paths, M extends Method>(
  operation: Call<Path, M>,
): TransportRequest {
  const { headers, body, contentType, retry = 'always' } = operation;
  const method: string = operation.method;
  return {
    method: method.toUpperCase(),
    path: addressOf(operation),
    headers: {
      accept: operation.accept ?? 'application/json',
      ...(contentType === undefined ? {} : { 'content-type': contentType }),
      ...lowerCaseNames({ ...headers }),
    },
    body,
    retry,
  };
}

/** Two spellings of one header would both be sent. */
export function lowerCaseNames(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
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
