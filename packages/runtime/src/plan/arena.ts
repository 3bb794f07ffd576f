/**
 * One block of memory for all buffers of a plan: buffers that are never needed at the same time share
 * their place. Greedy by size (Pisarchyk & Lee 2020, "Efficient Memory Management for Deep Neural Net
 * Inference", arXiv:2001.03288): the largest first, each at the lowest place that is free while it lives.
 */

export interface Buffer {
  readonly bytes: number;
  /** First and last step that needs it. */
  readonly first: number;
  readonly last: number;
}

export interface Arena {
  /** Where each buffer begins, in the order they were given. */
  readonly offsets: readonly number[];
  readonly bytes: number;
}

/** Of a cache line. */
const ALIGNMENT = 64;

export function layOut(buffers: readonly Buffer[]): Arena {
  const offsets = new Array<number>(buffers.length).fill(0);
  const placed: (Buffer & { readonly offset: number })[] = [];
  const bySize = buffers.map((_, index) => index);
  bySize.sort((a, b) => (buffers[b]?.bytes ?? 0) - (buffers[a]?.bytes ?? 0));
  for (const index of bySize) {
    const buffer = buffers[index];
    if (buffer === undefined) continue;
    const rivals = placed
      .filter(({ first, last }) => first <= buffer.last && buffer.first <= last)
      .sort((a, b) => a.offset - b.offset);
    let offset = 0;
    for (const rival of rivals) {
      if (offset + buffer.bytes <= rival.offset) break;
      offset = Math.max(offset, aligned(rival.offset + rival.bytes));
    }
    offsets[index] = offset;
    placed.push({ ...buffer, offset });
  }
  return { offsets, bytes: aligned(Math.max(0, ...placed.map((it) => it.offset + it.bytes))) };
}

export function aligned(bytes: number): number {
  return Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
}
