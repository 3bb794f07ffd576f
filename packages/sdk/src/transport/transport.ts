/**
 * One request of the client: attempts, waits between them, and the answer of the first that
 * succeeds. Everything the network can do is dealt with here, once.
 */
import { ConnectionError } from '../errors/connection-error.ts';
import { RateLimitError } from '../errors/rate-limit-error.ts';
import { ServerError } from '../errors/server-error.ts';
import { TimeoutError } from '../errors/timeout-error.ts';
import { answerError } from './answer-error.ts';
import { type Answer, attempt } from './attempt.ts';
import { backoffMs, LONGEST_RETRY_AFTER_MS } from './backoff.ts';
import type { Fetch, FetchInit } from './fetch.ts';
import { type OpenAnswer, openAnswer } from './open-answer.ts';
import { retryAfterMs } from './retry-after.ts';
import { type Sleep, sleep } from './sleep.ts';

/** What every call takes; each overrides what the client was made with. */
export interface RequestOptions {
  /** Ends the call at once, waits included; it rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Limit of one attempt; a call may take `maxRetries + 1` attempts and the waits between. */
  readonly timeoutMs?: number | undefined;
  readonly maxRetries?: number | undefined;
}

export interface TransportRequest {
  readonly method: string;
  /** Begins with a slash; query included. */
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body?: string | Uint8Array<ArrayBuffer> | undefined;
  /**
   * `always`: repeating is harmless. `refused`: only where the service says that it did nothing,
   * since after a lost answer the same condition could fail because of our own success.
   */
  readonly retry: 'always' | 'refused';
}

export interface Recovery extends RequestOptions {
  readonly retry?: TransportRequest['retry'];
  /** The service's own wish. */
  readonly askedMs?: number | undefined;
}

export interface TransportSettings {
  readonly baseUrl: string;
  readonly headers: Record<string, string>;
  readonly fetch: Fetch;
  readonly timeoutMs: number;
  readonly maxRetries: number;
}

/** What the waiting depends on; tests put a clock of their own here. */
export interface Clock {
  readonly sleep: Sleep;
  readonly random: () => number;
  readonly nowMs: () => number;
}

const systemClock: Clock = { sleep, random: Math.random, nowMs: Date.now };

export class Transport {
  readonly #settings: TransportSettings;
  readonly #clock: Clock;

  constructor(settings: TransportSettings, clock: Clock = systemClock) {
    this.#settings = settings;
    this.#clock = clock;
  }

  /** @param address path and query, beginning with a slash */
  url(address: string): string {
    return this.#settings.baseUrl + address;
  }

  /**
   * @returns an answer with a status of 200 to 299
   * @throws ComfyEdgeError what went wrong in the last attempt
   */
  send(request: TransportRequest, options: RequestOptions = {}): Promise<Answer> {
    return this.#repeat(attempt, request, options);
  }

  /**
   * As `send`, with a body that is still to come.
   * @throws ComfyEdgeError what went wrong in the last attempt
   */
  open(request: TransportRequest, options: RequestOptions = {}): Promise<OpenAnswer> {
    return this.#repeat(openAnswer, request, options);
  }

  /**
   * Waits until it is time to try again.
   *
   * @param failed how many attempts have failed so far, from 1
   * @throws the error itself where another attempt would not help, or was not wished for
   */
  async recover(error: unknown, failed: number, options: Recovery = {}): Promise<void> {
    const { retry = 'always', askedMs, signal } = options;
    const maxRetries = parseMaxRetries(options.maxRetries ?? this.#settings.maxRetries);
    const again = failed <= maxRetries && canRepeat(error, retry);
    if (!again || (askedMs ?? 0) > LONGEST_RETRY_AFTER_MS) throw error;
    await this.#clock.sleep(backoffMs(failed, askedMs, this.#clock.random), signal);
  }

  async #repeat<A extends Answer>(
    once: Once<A>,
    request: TransportRequest,
    options: RequestOptions,
  ): Promise<A> {
    const { fetch } = this.#settings;
    const { retry } = request;
    const maxRetries = parseMaxRetries(options.maxRetries ?? this.#settings.maxRetries);
    const timeoutMs = parseTimeoutMs(options.timeoutMs ?? this.#settings.timeoutMs);
    const url = this.url(request.path);
    const init: Omit<FetchInit, 'signal'> = {
      method: request.method,
      headers: { ...this.#settings.headers, ...request.headers },
      ...(request.body === undefined ? {} : { body: request.body }),
    };
    for (let failed = 1; ; failed++) {
      let error: unknown;
      let askedMs: number | undefined;
      try {
        const answer = await once(fetch, url, init, timeoutMs, options.signal);
        if (answer.status >= 200 && answer.status < 300) return answer;
        const nowMs = this.#clock.nowMs();
        askedMs = retryAfterMs(answer.headers, nowMs);
        error = answerError(`${request.method} ${url}`, answer, nowMs);
      } catch (cause) {
        error = cause;
      }
      await this.recover(error, failed, { ...options, maxRetries, retry, askedMs });
    }
  }
}

type Once<A extends Answer> = (
  fetch: Fetch,
  url: string,
  init: Omit<FetchInit, 'signal'>,
  timeoutMs: number,
  signal: AbortSignal | undefined,
) => Promise<A>;

function canRepeat(error: unknown, retry: TransportRequest['retry']): boolean {
  if (error instanceof RateLimitError) return true;
  if (error instanceof ServerError && error.status === 503) return true;
  if (retry === 'refused') return false;
  if (error instanceof ServerError) return [500, 502, 504].includes(error.status ?? 0);
  return error instanceof ConnectionError || error instanceof TimeoutError;
}

/** The longest delay that timers can take. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

/** @throws RangeError */
export function parseTimeoutMs(timeoutMs: number): number {
  if (timeoutMs > 0 && timeoutMs <= LONGEST_TIMEOUT_MS) return timeoutMs;
  throw new RangeError(
    `expected timeoutMs above 0 and at most ${LONGEST_TIMEOUT_MS}, got ${timeoutMs}`,
  );
}

/** @throws RangeError */
export function parseMaxRetries(maxRetries: number): number {
  if (Number.isInteger(maxRetries) && maxRetries >= 0) return maxRetries;
  throw new RangeError(`expected maxRetries to be an integer from 0, got ${maxRetries}`);
}
