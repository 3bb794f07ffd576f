/**
 * What a service says that may change: where an alias points, which engine it runs, its keys. It is asked again
 * once a minute; where it cannot be reached, what it said last counts.
 */
import { isConnectionError } from '../errors/connection-error.ts';
import { isServerError } from '../errors/server-error.ts';
import { isTimeoutError } from '../errors/timeout-error.ts';
import type { ReplayCache } from './cache/replay-cache.ts';

const FRESH_MS = 60_000;

export interface Question<T> {
  /** In the cache. */
  readonly name: string;
  readonly ask: () => Promise<T>;
  /** What is in the cache may be anything. */
  readonly isAnswer: (value: unknown) => value is T;
}

/** Whether the service cannot be reached, or somebody else answers in its place. */
export function isUnreachable(error: unknown): boolean {
  return isConnectionError(error) || isTimeoutError(error) || isServerError(error);
}

export class Notes {
  readonly #cache: ReplayCache;
  readonly #fresh = new Map<
    string,
    { readonly answer: Promise<unknown>; readonly until: number }
  >();

  constructor(cache: ReplayCache) {
    this.#cache = cache;
  }

  /** @throws ComfyEdgeError of the service, where nothing was noted before */
  answer<T>(question: Question<T>): Promise<T> {
    const found = this.#fresh.get(question.name);
    if (found !== undefined && performance.now() < found.until) return found.answer as Promise<T>;
    const answer = this.#askOrRemember(question);
    this.#fresh.set(question.name, { answer, until: performance.now() + FRESH_MS });
    answer.catch(() => this.#fresh.delete(question.name));
    return answer;
  }

  async #askOrRemember<T>({ name, ask, isAnswer }: Question<T>): Promise<T> {
    try {
      const value = await ask();
      const note = new TextEncoder().encode(JSON.stringify(value));
      await this.#cache.write(name, note).catch(() => undefined);
      return value;
    } catch (error) {
      if (!isUnreachable(error)) throw error;
      const noted = await this.#read(name);
      if (isAnswer(noted)) return noted;
      throw error;
    }
  }

  async #read(name: string): Promise<unknown> {
    try {
      const bytes = await this.#cache.read(name);
      return bytes && JSON.parse(new TextDecoder().decode(bytes));
    } catch {
      return undefined;
    }
  }
}
