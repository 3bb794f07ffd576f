/** Running out of memory, which each backend says in its own words, told as what to do about it. */
import type { TrainConfig } from '../config/train-config.ts';

/** The message says which field to lower. */
export class OutOfMemory extends Error {
  override readonly name = 'OutOfMemory';
}

const signs = [
  // libtensorflow, of a GPU's memory or the machine's; CUDA, before it.
  /OOM when allocating|resource.?exhausted|CUDA_ERROR_OUT_OF_MEMORY|ran out of memory/i,
  // WebAssembly: tfjs-backend-wasm writes to what malloc could not give it (4 GiB are all there can be).
  /memory access out of bounds|cannot enlarge memory|Aborted\(OOM\)/i,
  // V8, of the arrays on this side.
  /array buffer allocation failed|invalid typed array length/i,
];

export function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && signs.some((sign) => sign.test(error.message));
}

/** @param batchSize of the step that failed */
export function outOfMemory(
  cause: unknown,
  { batches }: TrainConfig,
  backend: string,
  batchSize: number,
): OutOfMemory {
  const most = Math.max(2, Math.floor(batchSize / 2));
  const smaller = batches.map(({ from, size }) => ({ from, size: Math.min(size, most) }));
  const reason = cause instanceof Error ? cause.message.split('\n', 1)[0] : String(cause);
  return new OutOfMemory(
    `${backend} ran out of memory in a step of ${batchSize} images (${reason}). Lower batches, e.g. --set 'batches=${JSON.stringify(smaller)}', or else the widths of the networks, and go on from the last checkpoint by --resume if there is one. --dry-run estimates what a step needs.`,
    { cause },
  );
}
