/**
 * One request, its answer read to the last byte, within one timeout. A body cut off in the middle
 * is therefore a failed attempt and never half an image.
 */
import type { Fetch, FetchInit, ResponseHeaders } from './fetch.ts';
import { Guard } from './guard.ts';

export interface Answer {
  readonly status: number;
  readonly headers: ResponseHeaders;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/**
 * @throws TimeoutError after `timeoutMs`
 * @throws ConnectionError when no complete answer came
 * @throws the signal's reason when the caller aborts
 */
export async function attempt(
  fetch: Fetch,
  url: string,
  init: Omit<FetchInit, 'signal'>,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<Answer> {
  const guard = new Guard(`${init.method} ${url}`, timeoutMs, signal);
  try {
    return await guard.within(async () => {
      const response = await fetch(url, { ...init, signal: guard.signal });
      const bytes = new Uint8Array(await response.arrayBuffer());
      return { status: response.status, headers: response.headers, bytes };
    });
  } finally {
    guard.end();
  }
}
