/** A request of the fuzzer as data: what is sent, what is printed, and what repeats it by hand. */

import type { Contract } from '../support/contract.ts';

/** A conditional header (RFC 9110, section 13.1) that takes an entity tag. */
export type Condition = 'If-Match' | 'If-None-Match';

export interface FuzzRequest {
  readonly method: string;
  /** Path and query, as they are sent. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
  /** Asked first with `GET`, and then with the entity tag of that answer in this header. */
  readonly condition?: Condition;
}

/** Sends a request somewhere. */
export type Send = (request: FuzzRequest) => Promise<Answer>;

export interface Answer {
  readonly request: Request;
  readonly response: Response;
}

export function toRequest(origin: string, { method, path, headers, body }: FuzzRequest): Request {
  return new Request(`${origin}${path}`, {
    method,
    headers,
    redirect: 'manual',
    ...(body !== undefined && { body }),
  });
}

/** With its condition resolved to a header; without, where there is nothing that had an entity tag. */
export async function resolveCondition(
  { condition, ...request }: FuzzRequest,
  send: Send,
): Promise<FuzzRequest> {
  if (condition === undefined) return request;
  const { Authorization } = request.headers;
  const headers = Authorization === undefined ? {} : { Authorization };
  const { response } = await send({ method: 'GET', path: request.path, headers });
  await response.arrayBuffer();
  const tag = response.headers.get('etag');
  return tag === null ? request : { ...request, headers: { ...request.headers, [condition]: tag } };
}

/** Longer ones fill the screen, and some shells refuse them. */
const longestPrintedBytes = 16 * 1024;

/** A command of a POSIX shell that sends the same. */
export function toCurl(origin: string, { method, path, headers, body }: FuzzRequest): string {
  const parts = [
    `curl -sS -g --path-as-is ${method === 'HEAD' ? '--head' : `-i -X ${quote(method)}`}`,
    quote(`${origin}${path}`),
    // A header without a value is one that curl must be told to send with a semicolon.
    ...Object.entries(headers).map(
      ([name, value]) => `-H ${quote(value === '' ? `${name};` : `${name}: ${value}`)}`,
    ),
  ];
  if (body === undefined) return parts.join(' ');
  // Otherwise curl would name a media type of its own.
  if (!('Content-Type' in headers)) parts.push("-H 'Content-Type:'");
  if (typeof body === 'string' && /^[\x20-\x7e]*$/.test(body) && isPrintable(body.length)) {
    return [...parts, `--data-raw ${quote(body)}`].join(' ');
  }
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  const source = isPrintable(bytes.length)
    ? `printf %s ${base64(bytes)} | base64 -d`
    : `: 'a body of ${bytes.length} bytes, which the seed makes again'`;
  return `${source} | ${[...parts, '--data-binary @-'].join(' ')}`;
}

function isPrintable(lengthBytes: number): boolean {
  return lengthBytes <= longestPrintedBytes;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function base64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

/** Why the document does not allow a request, or undefined where it does, or does not say. */
export function faultOf(
  contract: Contract,
  request: FuzzRequest,
  origin: string,
): string | undefined {
  const { method, path, headers } = request;
  const url = new URL(`${origin}${path}`);
  const { parameters, bodies, responses } = contract.operationOf({ method, url: url.href });
  // What never refuses a request does not look at it.
  if (!responses.has('400')) return undefined;
  const inPath = contract.pathValuesOf({ method, url: url.href });
  const type = headers['Content-Type']?.split(';')[0]?.trim().toLowerCase() ?? 'none';
  const wrong = parameters.find(({ name, in: place, schema }) => {
    if (place === 'path') return !isAllowed(contract, schema, inPath[name]);
    // Where the body has the fields, the query is of no account; what several of a name mean is not said.
    const [text, ...others] = url.searchParams.getAll(name);
    if (place === 'header' || type === 'application/json' || others.length > 0) return false;
    return !isAllowed(contract, schema, text);
  });
  if (wrong !== undefined) return `the parameter ${wrong.name}`;
  if (bodies.size === 0) return undefined;
  const schema = bodies.get(type);
  if (schema === undefined) return `a body of the type ${type}`;
  if (type !== 'application/json') return undefined;
  const parsed = parseJson(request.body ?? '');
  if (parsed === undefined) return 'a body that is no JSON';
  return contract.allows(schema, parsed.value) ? undefined : 'a body that the schema refuses';
}

/** As text, or as the number that it reads as. */
function isAllowed(contract: Contract, schema: string, text: string | undefined): boolean {
  if (text === undefined) return true;
  const readings = [text, ...(/^-?\d+(\.\d+)?$/.test(text) ? [Number(text)] : [])];
  return readings.some((value) => contract.allows(schema, value));
}

function parseJson(body: string | Uint8Array): { readonly value: unknown } | undefined {
  try {
    const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
    return {
      value: JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes)),
    };
  } catch {
    return undefined;
  }
}
