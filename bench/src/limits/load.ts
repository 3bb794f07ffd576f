/** As many requests as one workerd process answers, asked by autocannon (https://github.com/mcollina/autocannon). */
import autocannon from 'autocannon';
import { EDGE, type ImageRequests } from '../../../scripts/edge/edge.ts';
import type { Workerd } from '../../../scripts/workerd/workerd.ts';
import { percentile } from '../statistics.ts';

export interface Load {
  readonly requestsPerSecond: number;
  readonly latency: Latency;
}

export interface Latency {
  readonly connections: number;
  readonly requests: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
}

const CONNECTIONS = 8;

/** @throws Error when a single answer is no success */
export async function measureLoad(
  workerd: Workerd,
  images: ImageRequests,
  durationSeconds: number,
): Promise<Load> {
  const url = new URL(images.path, await workerd.url(EDGE)).href;
  const times: number[] = [];
  const running = autocannon({
    url,
    connections: CONNECTIONS,
    duration: durationSeconds,
    method: 'POST',
    headers: images.headers,
    requests: [{ setupRequest: (request) => ({ ...request, body: images.nextBody() }) }],
    setupClient(client) {
      client.on('response', (_status, _bytes, timeMs) => times.push(timeMs));
    },
  });
  const { non2xx, errors, duration } = await running;
  if (non2xx + errors > 0 || times.length === 0) {
    throw new Error(
      `expected nothing but successes, got ${times.length} answers, ${non2xx} of another status, ${errors} errors`,
    );
  }
  return {
    requestsPerSecond: times.length / duration,
    latency: {
      connections: CONNECTIONS,
      requests: times.length,
      p50Ms: percentile(times, 50),
      p95Ms: percentile(times, 95),
      p99Ms: percentile(times, 99),
    },
  };
}
