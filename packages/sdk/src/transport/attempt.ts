/**
 * One request, its answer read to the last byte, within one timeout. A body cut off in the middle
 * is therefore a failed attempt and never half an image.
 */
import { ConnectionError } from '../errors/connection-error.ts';
import { TimeoutError } from '../errors/timeout-error.ts';
import type { Fetch, FetchInit, ResponseHeaders } from './fetch.ts';

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
  signal?.throwIfAborted();
  const controller = new AbortController();
  const onAbort = () => controller.abort(signal?.reason);
  signal?.addEventListener('abort', onAbort, { once: true });
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    controller.abort();
  }, timeoutMs);
  // A `fetch` of the caller's may not look at the signal.
  const ended = new Promise<never>((_, reject) => {
    controller.signal.addEventListener('abort', () => reject(controller.signal.reason));
  });
  const answered = async () => {
    const response = await fetch(url, { ...init, signal: controller.signal });
    const bytes = new Uint8Array(await response.arrayBuffer());
    return { status: response.status, headers: response.headers, bytes };
  };
  try {
    return await Promise.race([answered(), ended]);
  } catch (cause) {
    signal?.throwIfAborted();
    const request = `${init.method} ${url}`;
    if (timedOut) {
      const message = `${request}: expected an answer within ${timeoutMs} ms, got none`;
      throw new TimeoutError(message, { code: 'client_timeout', cause });
    }
    const message = `${request}: expected a complete answer, got ${describe(cause)}`;
    throw new ConnectionError(message, { code: 'connection_failed', cause });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  }
}

/** Node hides the reason in `cause`; browsers give none. */
function describe(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return cause.cause instanceof Error ? `${cause.message}: ${cause.cause.message}` : cause.message;
}
