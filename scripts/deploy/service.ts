/** A deployed service as its deployment sees it: possibly a version that nobody else is sent to yet. */
import { ComfyEdge } from '@comfy-edge/sdk';

export interface ServiceOptions {
  /** Without a slash at its end. */
  readonly url: string;
  readonly key: string;
  /**
   * The version to be sent to, whatever share it has
   * (https://developers.cloudflare.com/workers/versions-and-deployments/version-overrides/).
   */
  readonly version?: { readonly worker: string; readonly id: string };
}

export class Service {
  readonly url: string;
  readonly #key: string;
  readonly #headers: Readonly<Record<string, string>>;

  constructor({ url, key, version }: ServiceOptions) {
    this.url = url;
    this.#key = key;
    this.#headers =
      version === undefined
        ? {}
        : { 'Cloudflare-Workers-Version-Overrides': `${version.worker}="${version.id}"` };
  }

  /** @throws Error where nothing answers */
  async get(path: string): Promise<Response> {
    return this.#fetch(path, {});
  }

  /** @param options `key: false` sends none */
  async post(
    path: string,
    body: object,
    options: { readonly key?: false } = {},
  ): Promise<Response> {
    const authorization = options.key === false ? {} : { Authorization: `Bearer ${this.#key}` };
    const json = 'application/json';
    const headers = { 'Content-Type': json, Accept: json, ...authorization };
    return this.#fetch(path, { method: 'POST', headers, body: JSON.stringify(body) });
  }

  client(): ComfyEdge {
    const { url: baseUrl } = this;
    return new ComfyEdge({ baseUrl, apiKey: this.#key, defaultHeaders: this.#headers });
  }

  async #fetch(path: string, { headers, ...init }: RequestInit): Promise<Response> {
    const all = { ...(headers as Record<string, string> | undefined), ...this.#headers };
    const signal = AbortSignal.timeout(answerTimeoutMs);
    try {
      return await fetch(`${this.url}${path}`, { ...init, headers: all, signal });
    } catch (error) {
      const { cause = error } = error as Error;
      throw new Error(`expected ${this.url} to answer, got ${String(cause)}`, { cause: error });
    }
  }
}

const answerTimeoutMs = 30_000;
