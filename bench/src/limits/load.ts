/** As many requests as one workerd process answers, asked by autocannon (https://github.com/mcollina/autocannon). */
import autocannon from 'autocannon';
import { EDGE, type ImageRequests } from '../../../scripts/edge/edge.ts';
import type { Call } from '../../../scripts/workerd/connection.ts';
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
  const { path, headers } = images;
  const nextCall = (): Call => ({ method: 'POST', path, headers, body: images.nextBody() });
  return measureCalls(await workerd.url(EDGE), nextCall, { duration: durationSeconds });
}

/**
 * @param nextCall what each connection asks next
 * @param options for how many seconds, or how many requests in all
 * @throws Error when a single answer has another status
 */
export async function measureCalls(
  origin: URL,
  nextCall: () => Call,
  {
    status = 200,
    ...length
  }: ({ readonly duration: number } | { readonly amount: number }) & { readonly status?: number },
): Promise<Load> {
  const times: number[] = [];
  const others: number[] = [];
  const running = autocannon({
    url: origin.href,
    connections: CONNECTIONS,
    ...length,
    requests: [{ setupRequest: (request) => ({ ...request, ...bare(nextCall()) }) }],
    setupClient(client) {
      client.on('response', (got, _bytes, timeMs) => {
        times.push(timeMs);
        if (got !== status) others.push(got);
      });
    },
  });
  const { errors, duration } = await running;
  if (others.length + errors > 0 || times.length === 0) {
    throw new Error(
      `expected nothing but ${status}, got ${times.length} answers, ${others.length} of another status such as ${others[0]}, ${errors} errors`,
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

/** As autocannon's types have it. */
function bare({ method, path, headers, body }: Call) {
  const named = headers as Record<string, string>;
  return { method, path, headers: named, ...(body !== undefined && { body }) };
}
