/** Draws in this browser what a request would have drawn at the edge. The engine is loaded at the first use. */
import type { DrawOrder, Report } from './messages.ts';

/** Why this browser cannot draw. */
class CannotDrawHere extends Error {
  override readonly name = 'CannotDrawHere';
  /** Of the SDK's `ReplayError`, or `unknown`. */
  readonly code: string;

  constructor(message: string, code: string) {
    super(message);
    this.code = code;
  }
}

/** @throws CannotDrawHere */
export function drawHere(
  order: DrawOrder,
  signal: AbortSignal,
): Promise<Extract<Report, { readonly type: 'drawn' }>> {
  const { promise, resolve, reject } =
    Promise.withResolvers<Extract<Report, { readonly type: 'drawn' }>>();
  const worker = new Worker(new URL('./replay-worker.ts', import.meta.url), { type: 'module' });
  worker.addEventListener('message', ({ data }: MessageEvent<Report>) => {
    if (data.type === 'drawn') resolve(data);
    else reject(new CannotDrawHere(data.message, data.code));
  });
  worker.addEventListener('error', (event) => {
    reject(new CannotDrawHere(event.message || 'the worker could not be loaded', 'unknown'));
  });
  signal.addEventListener('abort', () => reject(signal.reason));
  worker.postMessage(order);
  return promise.finally(() => worker.terminate());
}
