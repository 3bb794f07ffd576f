/** A batch of images as they come. */
import { useEffect, useReducer, useRef, useState } from 'preact/hooks';
import type { ShownImage } from './shown-image.ts';

export interface Images {
  readonly images: readonly ShownImage[];
  readonly isBusy: boolean;
  readonly error: unknown;
  /** Until the first was there, and the last, milliseconds. */
  readonly firstMs: number | undefined;
  readonly allMs: number | undefined;
  readonly retry: () => void;
}

type Progress = Omit<Images, 'retry' | 'isBusy'> & {
  readonly key: string | undefined;
  readonly isDone: boolean;
};

const nothing: Progress = {
  ...{ key: undefined, images: [], isDone: false, error: undefined },
  ...{ firstMs: undefined, allMs: undefined },
};

/**
 * @param key of the batch; undefined while there is none to ask for
 * @param open begins to ask for it
 * @param waitMs how long the key must stand still before
 */
export function useImages(
  key: string | undefined,
  open: (signal: AbortSignal) => AsyncIterable<ShownImage>,
  waitMs = 0,
): Images {
  const [progress, setProgress] = useState(nothing);
  const [attempt, retry] = useReducer((count: number) => count + 1, 0);
  const latest = useRef(open);
  latest.current = open;
  const wanted = key === undefined ? undefined : `${key} ${attempt}`;

  useEffect(() => {
    if (wanted === undefined) return;
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      const sinceMs = performance.now();
      const show = (change: Partial<Progress>) => {
        if (stop.signal.aborted) return;
        setProgress((before) => ({
          ...(before.key === wanted ? before : { ...nothing, key: wanted }),
          ...change,
        }));
      };
      const images: ShownImage[] = [];
      let firstMs: number | undefined;
      try {
        for await (const image of latest.current(stop.signal)) {
          firstMs ??= performance.now() - sinceMs;
          images.push(image);
          show({ images: [...images], firstMs });
        }
        show({ isDone: true, allMs: performance.now() - sinceMs });
      } catch (error) {
        show({ isDone: true, error });
      }
    }, waitMs);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [wanted, waitMs]);

  const isCurrent = progress.key === wanted;
  const { images, error, firstMs, allMs } = progress;
  return {
    // Those of before stay until the first of the new ones is there.
    images,
    isBusy: wanted !== undefined && !(isCurrent && progress.isDone),
    error: isCurrent ? error : undefined,
    firstMs: isCurrent ? firstMs : undefined,
    allMs: isCurrent ? allMs : undefined,
    retry: () => retry(undefined),
  };
}
