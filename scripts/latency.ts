/** Wall-clock time of requests made one after another, as the caller sees it. */

export interface Latency {
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly requests: number;
}

export interface LatencyOptions {
  readonly requests: number;
  /** Requests before that, not counted. */
  readonly warmUp: number;
}

/** @param request makes the request of this number */
export async function measureLatency(
  request: (index: number) => Promise<unknown>,
  { requests, warmUp }: LatencyOptions,
): Promise<Latency> {
  const times: number[] = [];
  for (let i = 0; i < warmUp + requests; i++) {
    const startMs = performance.now();
    await request(i);
    if (i >= warmUp) times.push(performance.now() - startMs);
  }
  times.sort((a, b) => a - b);
  return { medianMs: quantile(times, 0.5), p95Ms: quantile(times, 0.95), requests };
}

/** Nearest rank: a time that was measured. */
function quantile(sorted: readonly number[], q: number): number {
  return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? Number.NaN;
}
