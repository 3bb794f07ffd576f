/** Processor time of requests for images of one model, by the real Worker in workerd. */
import type { RequestCpu } from '@comfy-edge/trainer/publish-command';
import { hasProcessAccounts } from '../workerd/processes.ts';
import { startWorkerd } from '../workerd/workerd.ts';
import { buildEdge, publishModel } from './edge.ts';
import { measureRequestCpu } from './request-cpu.ts';

/** V8 compiles what is hot in the first ones. */
const warmUp = 200;
const requests = 300;

/** @param directory a model in published form @returns why not, where this system keeps no accounts */
export async function requestCpu(directory: string): Promise<RequestCpu | string> {
  if (!hasProcessAccounts) return 'this system keeps no accounts of processor time';
  const edge = await buildEdge();
  const workerd = await startWorkerd([edge.worker]);
  try {
    const images = await publishModel(workerd, edge, directory);
    const { processId } = workerd;
    if (processId === undefined) return 'workerd was not found among the processes';
    const times = await measureRequestCpu({ ...workerd, processId }, images, { warmUp, requests });
    const sorted = times.toSorted((one, other) => one - other);
    const quantile = (q: number) => sorted[Math.ceil(q * requests) - 1] ?? Number.NaN;
    return { medianMs: quantile(0.5), p99Ms: quantile(0.99), requests };
  } finally {
    await workerd.dispose();
  }
}
