/**
 * Holds every answer to openapi.yaml: its status must be documented, its headers and its body must be
 * as described. An outcome is `<operation> <status> <code or media type>`.
 */

import { openapiDocument } from '@comfy-edge/contract/document';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect } from 'vitest';

interface Ref {
  readonly $ref?: string;
}
interface HeaderObject extends Ref {
  readonly required?: boolean;
}
interface ResponseObject extends Ref {
  readonly headers?: Readonly<Record<string, HeaderObject>>;
  readonly content?: Readonly<Record<string, unknown>>;
}
interface Operation {
  readonly operationId: string;
  readonly responses: Readonly<Record<string, ResponseObject>>;
}
type Document = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly 'x-unmatched': Operation['responses'];
};

const document = openapiDocument as unknown as Document;
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema(openapiDocument, 'openapi');

/** Headers that say something of their own: never sent without being documented. */
const meaningful =
  /^(comfy-|etag$|allow$|accept-encoding$|server-timing$|www-authenticate$|retry-after$)/;

interface Described {
  readonly operationId: string;
  readonly pointer: string;
  readonly responses: Operation['responses'];
}

/** Every outcome that the contract promises. */
export function documentedOutcomes(): string[] {
  return allDescribed().flatMap((it) =>
    Object.keys(it.responses).flatMap((status) => {
      const { pointer, value } = resolve<ResponseObject>(`${it.pointer}/${escapeKey(status)}`);
      return mediaTypesOf(value).flatMap((mediaType) => {
        const kinds =
          Number(status) < 400
            ? [mediaType]
            : codesOf(`${pointer}/content/${escapeKey(mediaType)}`);
        return kinds.map((kind) => `${it.operationId} ${status} ${kind}`);
      });
    }),
  );
}

/**
 * Fails the test unless the answer is what the contract says.
 *
 * @returns the outcome
 */
export async function checkAnswer(request: Request, answer: Response): Promise<string> {
  const { operationId, pointer, responses } = describe(request);
  const what = `${operationId} ${answer.status}`;
  expect(Object.keys(responses), `${what} is documented`).toContain(`${answer.status}`);
  const described = resolve<ResponseObject>(`${pointer}/${answer.status}`);
  checkHeaders(what, answer, described);

  // The boundary is another one each time.
  const mediaType = (answer.headers.get('content-type') ?? 'none').replace(/; boundary=\S+$/, '');
  expect(mediaTypesOf(described.value), `${what}: media type`).toContain(mediaType);
  if (request.method === 'HEAD' || !mediaType.endsWith('json')) return `${what} ${mediaType}`;
  const body = await answer.clone().json<FailureBody>();
  validate(`${described.pointer}/content/${escapeKey(mediaType)}/schema`, body, what);
  if (answer.status < 400) return `${what} ${mediaType}`;
  // OpenAI's clients read another shape, which has no place for the id.
  if (body.error !== undefined) return `${what} ${body.error.code}`;
  expect(body.requestId, what).toBe(answer.headers.get('x-request-id'));
  return `${what} ${body.code}`;
}

interface FailureBody {
  readonly code?: string;
  readonly requestId?: string;
  readonly error?: { readonly code: string };
}

/** `none` stands for an answer without a body. */
function mediaTypesOf({ content = { none: undefined } }: ResponseObject): string[] {
  return Object.keys(content);
}

function checkHeaders(
  what: string,
  answer: Response,
  { pointer, value }: { pointer: string; value: ResponseObject },
): void {
  const documented = new Set(Object.keys(value.headers ?? {}).map((name) => name.toLowerCase()));
  for (const [name] of answer.headers) {
    if (meaningful.test(name)) expect(documented, `${what}: header ${name}`).toContain(name);
  }
  for (const name of Object.keys(value.headers ?? {})) {
    const header = resolve<HeaderObject>(`${pointer}/headers/${escapeKey(name)}`);
    const sent = answer.headers.get(name);
    if (header.value.required) expect(sent, `${what}: header ${name}`).not.toBeNull();
    if (sent !== null) validate(`${header.pointer}/schema`, sent, `${what}: header ${name}`);
  }
}

function describe(request: Request): Described {
  const { pathname } = new URL(request.url);
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  const found = allDescribed().find(({ template, verb }) => {
    const pattern = template?.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+');
    return verb === method && new RegExp(`^${pattern}$`).test(pathname);
  });
  return found ?? unmatched;
}

const unmatched: Described = {
  operationId: 'unmatched',
  pointer: '/x-unmatched',
  responses: document['x-unmatched'],
};

function allDescribed(): (Described & { template?: string; verb?: string })[] {
  const operations = Object.entries(document.paths).flatMap(([template, item]) =>
    Object.entries(item)
      .filter(([verb]) => verb === 'get' || verb === 'put' || verb === 'post')
      .map(([verb, { operationId, responses }]) => ({
        operationId,
        pointer: `/paths/${escapeKey(template)}/${verb}/responses`,
        responses,
        template,
        verb: verb.toUpperCase(),
      })),
  );
  return [...operations, unmatched];
}

function codesOf(contentPointer: string): string[] {
  const { schema } = resolve<{ schema: { allOf: { properties?: Narrowed }[] } }>(
    contentPointer,
  ).value;
  return schema.allOf.flatMap(({ properties }) => {
    const { enum: several, const: one } =
      properties?.code ?? properties?.error?.properties?.code ?? {};
    return several ?? (one === undefined ? [] : [one]);
  });
}

interface Narrowed {
  readonly code?: { readonly enum?: string[]; readonly const?: string };
  readonly error?: { readonly properties?: Narrowed };
}

/** Fails the test unless the value is what a schema of the contract says. */
export function checkSchema(name: string, value: unknown): void {
  validate(`/components/schemas/${name}`, value, name);
}

function validate(pointer: string, value: unknown, what: string): void {
  const validator = ajv.getSchema(`openapi#${encodeURI(pointer)}`);
  if (validator === undefined) throw new Error(`expected a schema at ${pointer}, got none`);
  validator(value);
  expect(validator.errors ?? [], what).toEqual([]);
}

/** The value at a JSON pointer into the document, references followed, and where it is. */
export function resolve<T>(pointer: string): { pointer: string; value: T } {
  let value: unknown = openapiDocument;
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    value = (value as Record<string, unknown>)[key];
  }
  const { $ref } = value as Ref;
  return $ref === undefined ? { pointer, value: value as T } : resolve<T>($ref.slice(1));
}

function escapeKey(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
