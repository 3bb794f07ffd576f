/**
 * Holds every answer to an OpenAPI document: its status must be documented, its headers and its body must
 * be as described. An outcome is `<operation> <status> <code or media type>`.
 */

import { openapiDocument } from '@comfy-edge/contract/document';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import {
  escapeKey,
  type Located,
  locate,
  type OpenapiDocument,
  type Operation,
  operationsOf,
  type ResponseObject,
} from './openapi.ts';

/** An answer that the document does not promise. */
export class ContractViolation extends Error {
  override readonly name = 'ContractViolation';
}

/** Headers that say something of their own: never sent without being documented. */
const meaningful =
  /^(comfy-|etag$|allow$|accept-encoding$|server-timing$|www-authenticate$|retry-after$|ratelimit|idempotent)/;

interface FailureBody {
  readonly code?: string;
  readonly requestId?: string;
  readonly error?: { readonly code: string };
}

export class Contract {
  readonly document: OpenapiDocument;
  readonly operations: readonly Operation[];
  readonly #ajv = addFormats.default(new Ajv2020({ strict: false, allErrors: true }));
  readonly #validators = new Map<string, ValidateFunction>();

  constructor(document: OpenapiDocument) {
    this.document = document;
    this.operations = operationsOf(document);
    this.#ajv.addSchema(document, 'openapi');
  }

  /** Every outcome that is promised. */
  documentedOutcomes(): string[] {
    return this.operations.flatMap(({ id, responses }) =>
      [...responses].flatMap(([status, { pointer, value }]) =>
        mediaTypesOf(value).flatMap((mediaType) => {
          const kinds =
            Number(status) < 400
              ? [mediaType]
              : this.#codesOf(`${pointer}/content/${escapeKey(mediaType)}`);
          return kinds.map((kind) => `${id} ${status} ${kind}`);
        }),
      ),
    );
  }

  /** The operation that a request means. */
  operationOf({ method, url }: Pick<Request, 'method' | 'url'>): Operation {
    const verb = method === 'HEAD' ? 'GET' : method;
    const path = decodedPath(new URL(url));
    const found = this.operations.find(
      ({ target }) => target?.method === verb && patternOf(target.template).test(path),
    );
    return found ?? (this.operations.at(-1) as Operation);
  }

  /** The path parameters of a request, as text. */
  pathValuesOf(request: Pick<Request, 'method' | 'url'>): Readonly<Record<string, string>> {
    const { target } = this.operationOf(request);
    if (target === undefined) return {};
    return patternOf(target.template).exec(decodedPath(new URL(request.url)))?.groups ?? {};
  }

  /**
   * Reads JSON, and leaves every other body to the caller.
   *
   * @returns the outcome
   * @throws ContractViolation unless the answer is what the document says
   */
  async checkAnswer(request: Request, answer: Response): Promise<string> {
    const own = this.operationOf(request);
    const anywhere = this.operations.at(-2) as Operation;
    const { id, responses } = own.responses.has(`${answer.status}`) ? own : anywhere;
    const what = `${id} ${answer.status}`;
    const described = responses.get(`${answer.status}`);
    if (described === undefined) {
      const documented = [...own.responses.keys()].join(', ');
      const unexpected = `${own.id} ${answer.status}`;
      throw violation(unexpected, `one of ${documented}`, answer.status);
    }
    this.#checkHeaders(what, answer, described);

    // The boundary is another one each time.
    const mediaType = (answer.headers.get('content-type') ?? 'none').replace(/; boundary=\S+$/, '');
    const documented = mediaTypesOf(described.value);
    if (!documented.includes(mediaType)) {
      throw violation(`${what}: media type`, documented.join(' or '), mediaType);
    }
    if (request.method === 'HEAD' || !mediaType.endsWith('json')) return `${what} ${mediaType}`;
    const body = (await answer.clone().json()) as FailureBody;
    this.#check(`${described.pointer}/content/${escapeKey(mediaType)}/schema`, body, what);
    if (answer.status < 400) return `${what} ${mediaType}`;
    // OpenAI's clients read another shape, which has no place for the id.
    if (body.error !== undefined) return `${what} ${body.error.code}`;
    const requestId = answer.headers.get('x-request-id');
    if (body.requestId !== requestId) {
      throw violation(`${what}: requestId`, `${requestId}`, body.requestId);
    }
    return `${what} ${body.code}`;
  }

  /** @throws ContractViolation unless the value is what a schema of the document's components says */
  checkSchema(name: string, value: unknown): void {
    this.#check(`/components/schemas/${name}`, value, name);
  }

  /** Whether a value is what the schema at a pointer says. */
  allows(pointer: string, value: unknown): boolean {
    return this.#validator(pointer)(value);
  }

  #checkHeaders(what: string, answer: Response, { pointer, value }: Located<ResponseObject>): void {
    const names = Object.keys(value.headers ?? {});
    const documented = new Set(names.map((name) => name.toLowerCase()));
    answer.headers.forEach((_, name) => {
      if (!meaningful.test(name) || documented.has(name)) return;
      throw violation(`${what}: headers`, [...documented].join(', '), `${name} as well`);
    });
    for (const name of names) {
      const header = locate<{ required?: boolean }>(
        this.document,
        `${pointer}/headers/${escapeKey(name)}`,
      );
      const sent = answer.headers.get(name);
      if (sent !== null) this.#check(`${header.pointer}/schema`, sent, `${what}: header ${name}`);
      else if (header.value.required) throw violation(what, `a header ${name}`, 'none');
    }
  }

  #check(pointer: string, value: unknown, what: string): void {
    const validate = this.#validator(pointer);
    if (validate(value)) return;
    const wrong = (validate.errors ?? []).map((it) => `${it.instancePath} ${it.message}`);
    throw violation(what, `what ${pointer} says`, `${JSON.stringify(value)}: ${wrong.join('; ')}`);
  }

  #validator(pointer: string): ValidateFunction {
    const known = this.#validators.get(pointer);
    if (known !== undefined) return known;
    const validate = this.#ajv.getSchema(`openapi#${encodeURI(pointer)}`);
    if (validate === undefined) throw new Error(`expected a schema at ${pointer}, got none`);
    this.#validators.set(pointer, validate);
    return validate;
  }

  #codesOf(contentPointer: string): string[] {
    const { schema } = locate<{ schema: { allOf: { properties?: Narrowed }[] } }>(
      this.document,
      contentPointer,
    ).value;
    return schema.allOf.flatMap(({ properties }) => {
      const { enum: several, const: one } =
        properties?.code ?? properties?.error?.properties?.code ?? {};
      return several ?? (one === undefined ? [] : [one]);
    });
  }
}

interface Narrowed {
  readonly code?: { readonly enum?: string[]; readonly const?: string };
  readonly error?: { readonly properties?: Narrowed };
}

/** Of openapi.yaml. */
export const contract = new Contract(openapiDocument);

/** `none` stands for an answer without a body. */
function mediaTypesOf({ content = { none: undefined } }: ResponseObject): string[] {
  return Object.keys(content);
}

const patterns = new Map<string, RegExp>();

function patternOf(template: string): RegExp {
  const pattern =
    patterns.get(template) ??
    new RegExp(`^${template.replaceAll('.', '\\.').replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);
  patterns.set(template, pattern);
  return pattern;
}

/** What is escaped without need means the same (RFC 3986, section 2.3). */
function decodedPath({ pathname }: URL): string {
  try {
    return decodeURI(pathname);
  } catch {
    return pathname;
  }
}

function violation(what: string, expected: string, actual: unknown): ContractViolation {
  const text = String(actual);
  const shown = text.length > 2000 ? `${text.slice(0, 2000)}…` : text;
  return new ContractViolation(`${what}: expected ${expected}, got ${shown}`);
}
