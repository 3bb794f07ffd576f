/**
 * How long to wait before the next attempt: exponential with full jitter, so that clients that
 * failed together do not come back together.
 * Source: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */

export const BACKOFF_BASE_MS = 500;
export const BACKOFF_CAP_MS = 8_000;

/** Longer than this is the caller's decision, not the client's. */
export const LONGEST_RETRY_AFTER_MS = 60_000;

/**
 * @param attempt how many attempts have failed so far, from 1
 * @param retryAfterMs the service's own wish: never come back sooner
 * @param random uniform in [0, 1)
 */
export function backoffMs(
  attempt: number,
  retryAfterMs: number | undefined,
  random: () => number,
): number {
  const ceilingMs = Math.min(BACKOFF_CAP_MS, BACKOFF_BASE_MS * 2 ** (attempt - 1));
  if (retryAfterMs === undefined) return random() * ceilingMs;
  return retryAfterMs + random() * BACKOFF_BASE_MS;
}
