/**
 * One request whose answer is read as it comes. The timeout is for its head and for every piece of its
 * body: how long all of it takes is for the caller to say, by a signal.
 */
import type { Answer } from './attempt.ts';
import type { Fetch, FetchInit } from './fetch.ts';
import { Guard } from './guard.ts';

/** `bytes` is the body of a refusal, and empty for a success, whose body is in `chunks`. */
export interface OpenAnswer extends Answer {
  /** To be read once; whoever stops before its end closes the connection. */
  readonly chunks: AsyncIterable<Uint8Array>;
}

/**
 * @throws TimeoutError after `timeoutMs` without a head, and from `chunks` without a next piece
 * @throws ConnectionError when no answer came, and from `chunks` where it was cut off
 * @throws the signal's reason when the caller aborts
 */
export async function openAnswer(
  fetch: Fetch,
  url: string,
  init: Omit<FetchInit, 'signal'>,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<OpenAnswer> {
  const guard = new Guard(`${init.method} ${url}`, timeoutMs, signal);
  try {
    const response = await guard.within(() => fetch(url, { ...init, signal: guard.signal }));
    const { status, headers, body } = response;
    if (status >= 200 && status < 300 && body !== null) {
      return { status, headers, bytes: new Uint8Array(), chunks: read(body.getReader(), guard) };
    }
    const bytes = new Uint8Array(await guard.within(() => response.arrayBuffer()));
    guard.end();
    return { status, headers, bytes, chunks: read(undefined, guard) };
  } catch (error) {
    guard.end();
    throw error;
  }
}

type Reader = ReturnType<NonNullable<Awaited<ReturnType<Fetch>>['body']>['getReader']>;

async function* read(reader: Reader | undefined, guard: Guard): AsyncGenerator<Uint8Array> {
  try {
    while (reader !== undefined) {
      const { done, value } = await guard.within(() => reader.read());
      if (done) return;
      if (value !== undefined) yield value;
    }
  } finally {
    guard.end();
  }
}
