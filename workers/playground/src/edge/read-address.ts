/**
 * An image by its address, asked for as any program does that knows no SDK: what the edge says about it stands
 * in the headers of the answer.
 */
export interface AddressAnswer {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly receipt: string | undefined;
  /** From asking to having all of it, milliseconds. */
  readonly tookMs: number;
  /** Whether the edge had it already. */
  readonly isCached: boolean;
  /** What `Server-Timing` says, in its order. */
  readonly phases: readonly { readonly name: string; readonly ms: number }[];
}

/** The status and what stands in the problem. */
export class AddressError extends Error {
  override readonly name = 'AddressError';
  readonly status: number;
  readonly requestId: string | undefined;

  constructor(message: string, status: number, requestId: string | undefined) {
    super(message);
    this.status = status;
    this.requestId = requestId;
  }
}

/** @throws AddressError; TypeError where there is no answer */
export async function readAddress(
  url: string,
  apiKey: string | undefined,
  signal: AbortSignal,
): Promise<AddressAnswer> {
  const sinceMs = performance.now();
  const headers = apiKey === undefined ? {} : { Authorization: `Bearer ${apiKey}` };
  // The browser's own copy would say nothing about the edge.
  const response = await fetch(url, { headers, signal, cache: 'no-store' });
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (!response.ok) throw refusal(response, bytes);
  return {
    bytes,
    receipt: response.headers.get('comfy-receipt') ?? undefined,
    tookMs: performance.now() - sinceMs,
    isCached: /;\s*hit\b/.test(response.headers.get('cache-status') ?? ''),
    phases: phasesOf(response.headers.get('server-timing') ?? ''),
  };
}

function phasesOf(serverTiming: string): AddressAnswer['phases'] {
  return serverTiming.split(',').flatMap((entry) => {
    const [, name = '', ms = ''] = /^\s*([\w-]+)\s*;\s*dur=([\d.]+)/.exec(entry) ?? [];
    return name === '' ? [] : [{ name, ms: Number(ms) }];
  });
}

function refusal(response: Response, bytes: Uint8Array<ArrayBuffer>): AddressError {
  const requestId = response.headers.get('x-request-id') ?? undefined;
  const fallback = `expected an image, got status ${response.status}`;
  if (!/json/.test(response.headers.get('content-type') ?? '')) {
    return new AddressError(fallback, response.status, requestId);
  }
  const problem: unknown = JSON.parse(new TextDecoder().decode(bytes));
  const detail =
    typeof problem === 'object' && problem !== null && 'detail' in problem && problem.detail;
  return new AddressError(
    typeof detail === 'string' ? detail : fallback,
    response.status,
    requestId,
  );
}
