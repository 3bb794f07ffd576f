/**
 * The part of `fetch` (https://fetch.spec.whatwg.org) that the client uses, described by shape, so
 * that the `fetch` of browsers, Node, Workers and service bindings all fit, whichever library of
 * types the caller compiles with.
 */

export interface FetchInit {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
  readonly signal: AbortSignal;
}

export interface ResponseHeaders {
  get(name: string): string | null;
}

export interface FetchResponse {
  readonly status: number;
  readonly headers: ResponseHeaders;
  arrayBuffer(): Promise<ArrayBuffer>;
}

export type Fetch = (url: string, init: FetchInit) => Promise<FetchResponse>;
