/** Works on many images at a time, before training begins: one is read while others are decoded. */
import { availableParallelism } from 'node:os';
import type { EncodedBytes, EncodedImages } from './encoded-images.ts';

/** Bounds the memory of images in flight: 192 MiB each at worst. */
const mostAtOnce = 16;

/** Calls `each` for all the wanted images, some at the same time; rejects with the first failure. */
export async function forEachImage(
  source: EncodedImages,
  wanted: Parameters<EncodedImages['read']>[0],
  each: (read: EncodedBytes) => Promise<void>,
): Promise<void> {
  const reader = source.read(wanted)[Symbol.asyncIterator]();
  let failed = false;
  const work = async (): Promise<void> => {
    for (let next = await reader.next(); !next.done && !failed; next = await reader.next()) {
      await each(next.value);
    }
  };
  const workers = Array.from({ length: Math.min(mostAtOnce, 2 * availableParallelism()) }, () =>
    work().catch((error) => {
      failed = true;
      throw error;
    }),
  );
  const ends = await Promise.allSettled(workers);
  await reader.return?.();
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}
