/**
 * What may end an attempt from outside: its time, and the caller's signal. One guard stands over one
 * request, whole or piece by piece.
 */
import { ConnectionError } from '../errors/connection-error.ts';
import { TimeoutError } from '../errors/timeout-error.ts';

export class Guard {
  readonly #controller = new AbortController();
  readonly #request: string;
  readonly #timeoutMs: number;
  readonly #caller: AbortSignal | undefined;
  readonly #onAbort = () => this.#controller.abort(this.#caller?.reason);

  /**
   * @param request for messages
   * @throws the signal's reason when the caller has aborted already
   */
  constructor(request: string, timeoutMs: number, caller: AbortSignal | undefined) {
    caller?.throwIfAborted();
    this.#request = request;
    this.#timeoutMs = timeoutMs;
    this.#caller = caller;
    caller?.addEventListener('abort', this.#onAbort, { once: true });
  }

  /** For `fetch`. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /**
   * Waits for a piece of the work, at most the time that there is for one.
   *
   * @throws TimeoutError after that
   * @throws ConnectionError when the work fails
   * @throws the signal's reason when the caller aborts
   */
  async within<T>(work: () => Promise<T>): Promise<T> {
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      this.#controller.abort();
    }, this.#timeoutMs);
    const over = new AbortController();
    // A `fetch` of the caller's may not look at the signal.
    const ended = new Promise<never>((_, reject) => {
      const onEnd = () => reject(this.signal.reason);
      this.signal.addEventListener('abort', onEnd, { once: true, signal: over.signal });
    });
    try {
      return await Promise.race([work(), ended]);
    } catch (cause) {
      this.#caller?.throwIfAborted();
      if (timedOut) {
        const message = `${this.#request}: expected an answer within ${this.#timeoutMs} ms, got none`;
        throw new TimeoutError(message, { code: 'client_timeout', cause });
      }
      const message = `${this.#request}: expected a complete answer, got ${describe(cause)}`;
      throw new ConnectionError(message, { code: 'connection_failed', cause });
    } finally {
      clearTimeout(timer);
      over.abort();
    }
  }

  /** Lets go of the caller's signal, and of a connection that is still open. */
  end(): void {
    this.#caller?.removeEventListener('abort', this.#onAbort);
    this.#controller.abort();
  }
}

/** Node hides the reason in `cause`; browsers give none. */
function describe(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return cause.cause instanceof Error ? `${cause.message}: ${cause.cause.message}` : cause.message;
}
