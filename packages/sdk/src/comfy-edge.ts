/** The client: settings, checked once, and the resources that share them. */
import type { components } from '@comfy-edge/contract';
import type { EdgePromise } from './edge-promise.ts';
import { lowerCaseNames, type Operation, type Success } from './operation.ts';
import { readJson } from './read-answer.ts';
import { request } from './request.ts';
import { Audit } from './resources/audit.ts';
import { Blobs } from './resources/blobs.ts';
import { Comparisons } from './resources/comparisons.ts';
import { Encodings } from './resources/encodings.ts';
import { Images } from './resources/images.ts';
import { Interpolations } from './resources/interpolations.ts';
import { Keys } from './resources/keys.ts';
import { Models } from './resources/models.ts';
import { Publishers } from './resources/publishers.ts';
import { Reconstructions } from './resources/reconstructions.ts';
import { Usage } from './resources/usage.ts';
import { Variations } from './resources/variations.ts';
import { Verifications } from './resources/verifications.ts';
import type { Fetch } from './transport/fetch.ts';
import {
  parseMaxRetries,
  parseTimeoutMs,
  type RequestOptions,
  Transport,
} from './transport/transport.ts';

export interface ComfyEdgeOptions {
  /** Where the service is, such as `https://comfy-edge.example.workers.dev`. */
  readonly baseUrl: string | URL;
  /** Needed to generate and to publish; reading is public. */
  readonly apiKey?: string | undefined;
  /** Defaults to the global `fetch`; pass a service binding's, or one with a proxy. */
  readonly fetch?: Fetch | undefined;
  /** Limit of one attempt; 30 seconds. */
  readonly timeoutMs?: number | undefined;
  /** Attempts after the first, where repeating is harmless; 2. */
  readonly maxRetries?: number | undefined;
  /** Sent with every request. */
  readonly defaultHeaders?: Readonly<Record<string, string>> | undefined;
}

export type Health = components['schemas']['Health'];
export type Readiness = components['schemas']['Readiness'];
export type Contract = Success<Operation<'/openapi.json', 'get'>>;

export class ComfyEdge {
  /** Images of seeds. */
  readonly images: Images;
  /** Paths from image to image. */
  readonly interpolations: Interpolations;
  /** Latents of pictures. */
  readonly encodings: Encodings;
  /** Pictures as a model sees them. */
  readonly reconstructions: Reconstructions;
  /** Pictures like a picture. */
  readonly variations: Variations;
  /** Versions side by side. */
  readonly comparisons: Comparisons;
  /** Models, their versions and aliases. */
  readonly models: Models;
  /** What versions are made of. */
  readonly blobs: Blobs;
  /** Whether images are what their receipts say. */
  readonly verifications: Verifications;
  /** API keys. */
  readonly keys: Keys;
  /** What keys have used. */
  readonly usage: Usage;
  /** Who did what. */
  readonly audit: Audit;
  /** Whose signatures are believed. */
  readonly publishers: Publishers;
  readonly #transport: Transport;

  /**
   * @throws TypeError when `baseUrl` or `apiKey` cannot be right
   * @throws RangeError when `timeoutMs` or `maxRetries` is out of range
   */
  constructor(options: ComfyEdgeOptions) {
    const { timeoutMs = 30_000, maxRetries = 2, defaultHeaders, apiKey } = options;
    this.#transport = new Transport({
      baseUrl: parseBaseUrl(options.baseUrl),
      headers: {
        ...lowerCaseNames(defaultHeaders ?? {}),
        ...(apiKey === undefined ? {} : { authorization: `Bearer ${parseApiKey(apiKey)}` }),
      },
      // Looked up at each call and called unbound: Workers refuse `fetch` with another `this`.
      fetch: options.fetch ?? ((url, init) => globalThis.fetch(url, init)),
      timeoutMs: parseTimeoutMs(timeoutMs),
      maxRetries: parseMaxRetries(maxRetries),
    });
    this.images = new Images(this.#transport);
    this.interpolations = new Interpolations(this.#transport);
    this.encodings = new Encodings(this.#transport);
    this.reconstructions = new Reconstructions(this.#transport);
    this.variations = new Variations(this.#transport);
    this.comparisons = new Comparisons(this.#transport);
    this.models = new Models(this.#transport);
    this.blobs = new Blobs(this.#transport);
    this.verifications = new Verifications(this.#transport);
    this.keys = new Keys(this.#transport);
    this.usage = new Usage(this.#transport);
    this.audit = new Audit(this.#transport);
    this.publishers = new Publishers(this.#transport);
  }

  /**
   * Whether the service is alive.
   *
   * @example
   * const { engineId } = await edge.health();
   *
   * @throws ComfyEdgeError when it is not
   */
  health(options?: RequestOptions): EdgePromise<Health> {
    return request(
      this.#transport,
      { method: 'get', path: '/healthz' },
      (answer) => readJson(answer, ['status', 'engineId']),
      options,
    );
  }

  /**
   * Whether the service is able to work, part by part.
   *
   * @example
   * const { parts, determinism } = await edge.ready({ maxRetries: 0 });
   *
   * @throws ServerError when it is not (`not_ready`), once that did not change by waiting; and other kinds of
   *   ComfyEdgeError
   */
  ready(options?: RequestOptions): EdgePromise<Readiness> {
    return request(
      this.#transport,
      { method: 'get', path: '/readyz' },
      (answer) => readJson(answer, ['status', 'parts']),
      options,
    );
  }

  /**
   * The OpenAPI document that this deployment was built from.
   *
   * @example
   * const { openapi, paths } = await edge.contract();
   *
   * @throws ComfyEdgeError
   */
  contract(options?: RequestOptions): EdgePromise<Contract> {
    return request(
      this.#transport,
      { method: 'get', path: '/openapi.json' },
      (answer) => readJson(answer, ['openapi', 'info', 'paths']),
      options,
    );
  }
}

function parseBaseUrl(baseUrl: string | URL): string {
  if (!URL.canParse(baseUrl)) {
    throw new TypeError(`expected baseUrl to be an http or https URL, got ${baseUrl}`);
  }
  const url = new URL(baseUrl);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new TypeError(`expected baseUrl to be an http or https URL, got ${baseUrl}`);
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw new TypeError('expected baseUrl without user, password, query and fragment, got one');
  }
  return url.origin + url.pathname.replace(/\/+$/, '');
}

/** The message does not repeat the key: messages end up in logs. */
function parseApiKey(apiKey: string): string {
  if (/^[\x21-\x7e]+$/.test(apiKey)) return apiKey;
  throw new TypeError('expected apiKey to be printable ASCII without spaces, got something else');
}
