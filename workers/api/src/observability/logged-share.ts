/**
 * Which requests leave a line in the log: all that fail, and of the others the share that the deployment
 * asks for (`LOGGED_SUCCESSES`). The platform's own sampling (`head_sampling_rate`) chooses before it is
 * known how a request ends, and would drop failures as well.
 */

import type { Bindings } from '../env.ts';
import type { TraceContext } from './trace-context.ts';

/** @returns undefined where the configuration is not what it must be: then all are logged, and say so */
export function loggedShare({ LOGGED_SUCCESSES = '1' }: Bindings): number | undefined {
  const share = Number(LOGGED_SUCCESSES);
  return /^[\d.]+$/.test(LOGGED_SUCCESSES) && share <= 1 ? share : undefined;
}

/** Decided by the trace, so that requests of one trace are all logged or none of them is. */
export function isLogged(status: number, trace: TraceContext, share = 1): boolean {
  if (status >= 400 || trace.sampled) return true;
  return Number.parseInt(trace.traceId.slice(-8), 16) < share * 2 ** 32;
}
