/** What the real Worker takes and gives, measured one after the other in workerd. */

import { buildEdge, type Edge, publishModel } from '../../../scripts/edge/edge.ts';
import { measureRequestCpu } from '../../../scripts/edge/request-cpu.ts';
import { startWorkerd } from '../../../scripts/workerd/workerd.ts';
import { median, percentile } from '../statistics.ts';
import { measureColdStarts } from './cold-start.ts';
import { type Latency, measureLoad } from './load.ts';
import { measurePeakMemory } from './peak-memory.ts';

export interface Limits {
  readonly bundleGzipBytes: number;
  /** Median. */
  readonly coldStartMs: number;
  readonly peakBytes: number;
  readonly requestsPerSecond: number;
  /** Median; where the system accounts for threads, as Linux does. */
  readonly cpuMsPerImage?: number;
  readonly cpuMsP99?: number;
}

export interface LimitsOptions {
  readonly coldStarts: number;
  readonly cpuWarmUp: number;
  readonly cpuRequests: number;
  readonly loadSeconds: number;
  /** Requests of the most images there may be, on each of several connections. */
  readonly largeRequests: number;
  onProgress(text: string): void;
}

export async function measureLimits(
  options: LimitsOptions,
): Promise<{ limits: Limits; latency: Latency }> {
  const { onProgress } = options;
  onProgress('limits: bundling the Worker');
  const edge = await buildEdge();
  const { cpu, load } = await measureRequests(edge, options);
  onProgress('limits: starting cold isolates');
  const coldStarts = await measureColdStarts(edge, options.coldStarts);
  onProgress('limits: asking for the memory');
  const peakBytes = await measurePeakMemory(edge, options.largeRequests);
  return {
    limits: {
      bundleGzipBytes: edge.gzipBytes,
      coldStartMs: median(coldStarts),
      peakBytes,
      requestsPerSecond: load.requestsPerSecond,
      ...(cpu && { cpuMsPerImage: median(cpu), cpuMsP99: percentile(cpu, 99) }),
    },
    latency: load.latency,
  };
}

async function measureRequests(
  edge: Edge,
  { cpuWarmUp: warmUp, cpuRequests: requests, loadSeconds, onProgress }: LimitsOptions,
) {
  const workerd = await startWorkerd([edge.worker]);
  try {
    const images = await publishModel(workerd, edge);
    onProgress('limits: counting processor time');
    const { processId } = workerd;
    const cpu =
      processId === undefined
        ? undefined
        : await measureRequestCpu({ ...workerd, processId }, images, { warmUp, requests });
    onProgress('limits: requests a second');
    const load = await measureLoad(workerd, images, loadSeconds);
    return { cpu, load };
  } finally {
    await workerd.dispose();
  }
}
