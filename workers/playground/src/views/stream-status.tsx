/** How far a batch is, and how long it took. */
import { useEffect, useState } from 'preact/hooks';
import type { Images } from '../image/use-images.ts';

interface StreamStatusProps extends Images {
  readonly total: number;
}

export function StreamStatus({ images, total, isBusy, error, firstMs, allMs }: StreamStatusProps) {
  const isSlow = useSlowness(isBusy && firstMs === undefined);
  const done = Math.min(images.length, total);
  return (
    <p class="status" role="status">
      {error !== undefined ? (
        <span>
          <strong>{done}</strong> of {total} images came
        </span>
      ) : isBusy && firstMs === undefined ? (
        <span>{isSlow ? 'Still waiting for the first image…' : 'Asking…'}</span>
      ) : isBusy ? (
        <span>
          <strong>{done}</strong> of {total} images
        </span>
      ) : (
        allMs !== undefined && (
          <>
            <span>
              <strong>{total}</strong> {total === 1 ? 'image' : 'images'} in{' '}
              <strong>{Math.round(allMs)} ms</strong>
            </span>
            <span>first after {Math.round(firstMs ?? allMs)} ms</span>
            <span>{(allMs / total).toFixed(1)} ms each</span>
          </>
        )
      )}
    </p>
  );
}

/** Whether something has been true for longer than people like to wait without a word. */
function useSlowness(isWaiting: boolean): boolean {
  const [isSlow, setIsSlow] = useState(false);
  useEffect(() => {
    setIsSlow(false);
    if (!isWaiting) return;
    const timer = setTimeout(() => setIsSlow(true), 1500);
    return () => clearTimeout(timer);
  }, [isWaiting]);
  return isSlow;
}
