/**
 * Work that belongs to what is on the screen: begun when its key changes, ended when it changes again. The
 * result of before stays until there is a new one, so that a slider does not make the page flicker.
 */
import { useEffect, useReducer, useRef, useState } from 'preact/hooks';

export interface Task<T> {
  readonly value: T | undefined;
  /** What went wrong the last time. */
  readonly error: unknown;
  readonly isBusy: boolean;
  /** From asking to having, milliseconds. */
  readonly tookMs: number | undefined;
  readonly retry: () => void;
}

type Outcome<T> = Omit<Task<T>, 'retry' | 'isBusy'> & { readonly key: string | undefined };

export type Work<T> = (signal: AbortSignal) => Promise<T>;

/**
 * @param key of what the work is about; undefined while there is nothing to do
 * @param waitMs how long the key must stand still before the work begins
 */
export function useTask<T>(key: string | undefined, work: Work<T>, waitMs = 0): Task<T> {
  const [outcome, setOutcome] = useState<Outcome<T>>({
    ...{ key: undefined, value: undefined, error: undefined, tookMs: undefined },
  });
  const [attempt, retry] = useReducer((count: number) => count + 1, 0);
  const latest = useRef(work);
  latest.current = work;
  const wanted = key === undefined ? undefined : `${key} ${attempt}`;

  useEffect(() => {
    if (wanted === undefined) return;
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      const sinceMs = performance.now();
      try {
        const value = await latest.current(stop.signal);
        if (stop.signal.aborted) return;
        const tookMs = performance.now() - sinceMs;
        setOutcome({ key: wanted, value, error: undefined, tookMs });
      } catch (error) {
        if (stop.signal.aborted) return;
        setOutcome((before) => ({ ...before, key: wanted, error, tookMs: undefined }));
      }
    }, waitMs);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [wanted, waitMs]);

  const isBusy = wanted !== undefined && outcome.key !== wanted;
  const { value, tookMs } = outcome;
  const error = isBusy ? undefined : outcome.error;
  return { value, error, isBusy, tookMs, retry: () => retry(undefined) };
}
