/**
 * workerd on this machine, started by Miniflare (https://github.com/cloudflare/workers-sdk), which brings
 * the local R2 and D1. Every Worker has a socket of its own, straight to it: neither wrangler's proxy nor
 * Miniflare's entry stands between. Listens on 127.0.0.1 alone.
 */
import { convertV4MiniflareOptions, Miniflare, type V4WorkerOptions } from 'miniflare';
import { childProcesses } from './processes.ts';

export type LocalWorker = V4WorkerOptions & { readonly name: string };

/** D1, from outside. */
export type LocalDatabase = Awaited<ReturnType<Miniflare['getD1Database']>>;

export interface WorkerdOptions {
  /** Lets a debugger in, which costs memory and a little speed. */
  readonly inspected?: boolean;
}

export interface Workerd {
  /** Unknown where the system has no /proc. */
  readonly processId: number | undefined;
  /** Of a Worker, with a slash at its end. */
  url(worker: string): Promise<URL>;
  /** The database that a Worker has as binding `DB`. */
  database(worker: string): Promise<LocalDatabase>;
  /** The WebSocket of a Worker's debugger. */
  inspectorUrl(worker: string): Promise<URL>;
  /** Ends the process. */
  dispose(): Promise<void>;
}

/** @throws Error with what workerd printed, when it does not start */
export async function startWorkerd(
  workers: readonly LocalWorker[],
  { inspected = false }: WorkerdOptions = {},
): Promise<Workerd> {
  const before = new Set(await childProcesses('workerd'));
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      host: '127.0.0.1',
      port: 0,
      ...(inspected && { inspectorHost: '127.0.0.1', inspectorPort: 0 }),
      // What Workers log is drained, or they would stop, and thrown away.
      handleStructuredLogs() {},
      workers: workers.map((worker) => ({
        ...worker,
        unsafeDirectSockets: [{ host: '127.0.0.1', port: 0 }],
      })),
    }),
  );
  try {
    await miniflare.ready;
    const [processId, ...others] = (await childProcesses('workerd')).filter(
      (id) => !before.has(id),
    );
    if (others.length > 0) {
      throw new Error(`expected one new workerd, got ${[processId, ...others]}`);
    }
    return {
      processId,
      url: (worker) => miniflare.unsafeGetDirectURL(worker),
      database: (worker) => miniflare.getD1Database('DB', worker),
      inspectorUrl: async (worker) =>
        new URL(`./core:user:${worker}`, await miniflare.getInspectorURL()),
      dispose: () => miniflare.dispose(),
    };
  } catch (error) {
    await miniflare.dispose();
    throw error;
  }
}
