/** The client: settings, checked once, and the resources that share them. */
import type { components } from '@comfy-edge/contract';
import { call, lowerCaseNames, type Operation } from './operation.ts';
import { readJson } from './read-answer.ts';
import { Images } from './resources/images.ts';
import { Latents } from './resources/latents.ts';
import { Models } from './resources/models.ts';
import { Publishers } from './resources/publishers.ts';
import { Receipts } from './resources/receipts.ts';
import { Registry } from './resources/registry.ts';
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

export class ComfyEdge {
  /** Generate images. */
  readonly images: Images;
  /** Find models and versions. */
  readonly models: Models;
  /** Walk through the latent space, go into it from pictures, and compare versions. */
  readonly latents: Latents;
  /** Publish models. */
  readonly registry: Registry;
  /** Say whose signatures are believed. */
  readonly publishers: Publishers;
  /** Verify images. */
  readonly receipts: Receipts;
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
    this.latents = new Latents(this.#transport);
    this.models = new Models(this.#transport);
    this.registry = new Registry(this.#transport);
    this.publishers = new Publishers(this.#transport);
    this.receipts = new Receipts(this.#transport);
  }

  /** @throws ComfyEdgeError when the service is not alive */
  async health(options?: RequestOptions): Promise<Health> {
    const answer = await call(this.#transport, { method: 'get', path: '/healthz' }, options);
    return readJson<Operation<'/healthz', 'get'>>(answer, ['status', 'engineId']);
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
