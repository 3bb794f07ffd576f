/** The thread behind `PrefetchedBatches`: prepares batches until it is ended. */
import { workerData } from 'node:worker_threads';
import { BatchRing } from './batch-ring.ts';
import { Batches } from './batches.ts';
import { DataError } from './data-error.ts';
import { FilePixels } from './pixels.ts';
import type { PrefetchFailure, PrefetchOrder } from './prefetched-batches.ts';

const { dataSet, pixels, options, from, shape, memory, failures } = workerData as PrefetchOrder;
const ring = new BatchRing(shape, memory);
try {
  const here = 'path' in pixels ? new FilePixels(pixels.path, pixels.length) : pixels;
  const batches = new Batches(
    { ...dataSet, pixels: here },
    { ...options, prepareAhead: false },
    from,
  );
  for (;;) {
    const batch = batches.next();
    ring.put(batch, batches.state);
  }
} catch (error) {
  const failure: PrefetchFailure = {
    ...(error instanceof DataError ? { code: error.code } : {}),
    message: error instanceof Error ? error.message : String(error),
  };
  failures.postMessage(failure);
  ring.fail();
}
