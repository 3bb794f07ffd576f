/**
 * Processor time of a request, HTTP in, PNG out: that of the whole workerd process, with its garbage
 * collector and compiler threads, so it is a little more than a Worker is billed for.
 */
import { Connection } from '../workerd/connection.ts';
import { processorMs } from '../workerd/processes.ts';
import type { Workerd } from '../workerd/workerd.ts';
import { EDGE, type ImageRequests } from './edge.ts';

export interface RequestCpuOptions {
  /** Before the first one that counts. */
  readonly warmUp: number;
  readonly requests: number;
}

/** Milliseconds of each request, one after another on one connection. */
export async function measureRequestCpu(
  workerd: Workerd & { readonly processId: number },
  images: ImageRequests,
  { warmUp, requests }: RequestCpuOptions,
): Promise<number[]> {
  const connection = new Connection(await workerd.url(EDGE));
  try {
    for (let i = 0; i < warmUp; i++) await images.post(connection);
    const times: number[] = [];
    let before = await processorMs(workerd.processId);
    for (let i = 0; i < requests; i++) {
      await images.post(connection);
      // What one request leaves to be done counts for the next: nothing is lost between two readings.
      const after = await processorMs(workerd.processId);
      times.push(after - before);
      before = after;
    }
    return times;
  } finally {
    connection.close();
  }
}
