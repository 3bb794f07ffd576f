/** What the image API promises, each beside what a run measured. */
import type { Target } from '../report/targets.ts';
import type { ApiRow } from './api-row.ts';
import { routes } from './scenarios.ts';

export interface ApiMeasurements {
  readonly rows: readonly ApiRow[];
  readonly gzipBytes: number;
  readonly startupCpuMs: number;
}

export function judgeApi({ rows, gzipBytes, startupCpuMs }: ApiMeasurements): Target[] {
  const kibibytes = gzipBytes / 1024;
  return [
    atMostMs(
      'a cached image: CPU of the request',
      rows.flatMap(({ cached, cpuMs }) => (cached ? [cpuMs] : [])),
    ),
    atMostMs(
      'an image that is made: CPU above engine and encoder',
      rows.flatMap(({ overheadMs }) => overheadMs ?? []),
    ),
    atMostMs(
      'key, limits and idempotency together: CPU above none of them',
      guardsCpuMs(rows),
      0.5,
    ),
    {
      what: 'the whole Worker, gzipped',
      target: '≤ 900 KiB',
      measured: `${kibibytes.toFixed(0)} KiB`,
      reached: kibibytes <= 900,
    },
    {
      what: 'startup CPU, by `wrangler check startup`',
      target: '≤ 300 ms',
      measured: `${startupCpuMs.toFixed(0)} ms`,
      reached: startupCpuMs <= 300,
    },
  ];
}

/**
 * What an image for a limited key on record takes above one for the admin key, and what that key's own
 * recognition takes: a request that makes nothing with it, and without any key.
 */
function guardsCpuMs(rows: readonly ApiRow[]): number[] {
  const of = (wanted: string) =>
    rows.flatMap(({ route, format, cpuMs }) =>
      route === wanted && format === 'png' ? [cpuMs] : [],
    );
  const [full, bare, keyed, open] = [routes.onRecord, routes.drawn, routes.withKey, routes.open]
    .map(of)
    .map(([cpuMs]) => cpuMs ?? Number.NaN) as [number, number, number, number];
  return Number.isNaN(full + bare + keyed + open) ? [] : [full - bare + keyed - open];
}

/** The worst of all counts; where nothing was measured, nothing is reached. */
function atMostMs(what: string, values: readonly number[], limitMs = 1): Target {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const from = values.length > 1 ? `${least.toFixed(2)} to ` : '';
  const measured = `${from}${most.toFixed(2)} ms`;
  const isMeasured = values.length > 0;
  return {
    what,
    target: `≤ ${limitMs} ms`,
    measured: isMeasured ? measured : 'not measured',
    reached: isMeasured && most <= limitMs,
  };
}
