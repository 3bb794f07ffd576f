/** What the image API promises, each beside what a run measured. */
import type { Target } from '../report/targets.ts';
import type { ApiRow } from './api-row.ts';

export interface ApiMeasurements {
  readonly rows: readonly ApiRow[];
  readonly gzipBytes: number;
  readonly startupCpuMs: number;
}

export function judgeApi({ rows, gzipBytes, startupCpuMs }: ApiMeasurements): Target[] {
  const kibibytes = gzipBytes / 1024;
  return [
    atMostOneMs(
      'a cached image: CPU of the request',
      rows.flatMap(({ cached, cpuMs }) => (cached ? [cpuMs] : [])),
    ),
    atMostOneMs(
      'an image that is made: CPU above engine and encoder',
      rows.flatMap(({ overheadMs }) => overheadMs ?? []),
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

/** The worst of all counts; where nothing was measured, nothing is reached. */
function atMostOneMs(what: string, values: readonly number[]): Target {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const measured = `${least.toFixed(2)} to ${most.toFixed(2)} ms`;
  const isMeasured = values.length > 0;
  return {
    what,
    target: '≤ 1 ms',
    measured: isMeasured ? measured : 'not measured',
    reached: isMeasured && most <= 1,
  };
}
