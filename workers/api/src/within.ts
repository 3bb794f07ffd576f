/**
 * An answer that does not come is a failure like any other. What was asked goes on all the same: it may still
 * be done, and nobody hears of it.
 */

/**
 * @param who is asked, for the message
 * @throws Error where there is no answer in time, and whatever `action` throws
 */
export async function within<T>(
  timeoutMs: number,
  who: string,
  action: () => Promise<T>,
): Promise<T> {
  let timer: number | null = null;
  const late = new Promise<never>((_, reject) => {
    const failure = () => new Error(`expected ${who} to answer in ${timeoutMs} ms, got nothing`);
    timer = setTimeout(() => reject(failure()), timeoutMs);
  });
  try {
    return await Promise.race([action(), late]);
  } finally {
    clearTimeout(timer);
  }
}
