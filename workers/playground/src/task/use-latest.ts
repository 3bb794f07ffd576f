/**
 * Work for a value that changes faster than the work is done, as under a hand that drags: one at a time, and
 * then the newest value, never those between.
 */
import { useEffect, useRef, useState } from 'preact/hooks';

export interface Latest<T> {
  readonly value: T | undefined;
  readonly error: unknown;
  /** Whether what is shown is of an earlier value. */
  readonly isBehind: boolean;
  readonly tookMs: number | undefined;
  readonly retry: () => void;
}

interface Outcome<T> {
  readonly key: string | undefined;
  readonly value: T | undefined;
  readonly error: unknown;
  readonly tookMs: number | undefined;
}

/** @param key of the newest value; undefined while there is nothing to do */
export function useLatest<T>(
  key: string | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Latest<T> {
  const [outcome, setOutcome] = useState<Outcome<T>>({
    ...{ key: undefined, value: undefined, error: undefined, tookMs: undefined },
  });
  const newest = useRef({ key, work });
  newest.current = { key, work };
  const running = useRef<AbortController | undefined>(undefined);

  const run = async () => {
    if (running.current !== undefined) return;
    const stop = new AbortController();
    running.current = stop;
    let done: string | undefined;
    while (newest.current.key !== undefined && newest.current.key !== done) {
      const { key: current, work: now } = newest.current;
      done = current;
      const sinceMs = performance.now();
      const result = await now(stop.signal).then(
        (value) => ({ value, error: undefined }),
        (error: unknown) => ({ value: undefined, error: error ?? new Error('failed') }),
      );
      if (stop.signal.aborted) return;
      const tookMs = performance.now() - sinceMs;
      setOutcome((before) =>
        result.error === undefined
          ? { key: current, value: result.value, error: undefined, tookMs }
          : { ...before, key: current, error: result.error, tookMs: undefined },
      );
    }
    running.current = undefined;
  };

  useEffect(() => {
    void run();
  }, [key]);
  useEffect(
    () => () => {
      running.current?.abort();
      running.current = undefined;
    },
    [],
  );

  const { value, tookMs } = outcome;
  const isBehind = key !== undefined && outcome.key !== key;
  const error = isBehind ? undefined : outcome.error;
  const retry = () => {
    setOutcome((before) => ({ ...before, error: undefined, key: undefined }));
    void run();
  };
  return { value, error, isBehind, tookMs, retry };
}
