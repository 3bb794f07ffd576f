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

interface ChunkReader {
  read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array | undefined }>;
}

export interface FetchResponse {
  readonly status: number;
  readonly headers: ResponseHeaders;
  /** Read where an answer is a stream. */
  readonly body: { getReader(): ChunkReader } | null;
  arrayBuffer(): Promise<ArrayBuffer>;
}

export type Fetch = (url: string, init: FetchInit) => Promise<FetchResponse>;
