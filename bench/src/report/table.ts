/** What a run prints: rows as they are done, with how long each engine takes in relation to ours, and the rest. */
import type { Layer } from '../layers/profile.ts';
import type { Latency } from '../limits/load.ts';
import type { Limits } from '../limits/measure-limits.ts';
import { formatTable } from './format-table.ts';
import type { Row } from './report.ts';
import type { Target } from './targets.ts';

/** As wide as their titles at the least, so that tables of one run stand below each other. */
const header = [
  'network     ',
  'batch',
  'engine     ',
  'runtime',
  ' median ms',
  '    p95 ms',
  'GFLOP/s',
  '÷ comfy-edge',
];

export function rowsTable(rows: readonly Row[]): string {
  const ours = rows.find(isOurs)?.medianMs;
  const cells = rows.map(({ network, batch, engine, runtime, medianMs, p95Ms, gflops }) => [
    ...[network, String(batch), engine, runtime],
    ...[medianMs.toFixed(2), p95Ms.toFixed(2), gflops.toFixed(1)],
    ours === undefined ? '' : (medianMs / ours).toFixed(2),
  ]);
  return formatTable(header, cells, [0, 2, 3]);
}

/** The engine where its peers run, too. */
function isOurs({ engine, runtime }: Row): boolean {
  return engine === 'comfy-edge' && runtime === 'node';
}

export function layersTable(layers: readonly Layer[]): string {
  return formatTable(
    ['network', 'layer', 'algorithm', 'ms', 'GFLOP/s', 'after Winograd', 'of the ceiling'],
    layers.map(({ network, layer, algorithm, medianMs, gflops, plannedGflops, ceilingShare }) => [
      ...[network, layer, algorithm, medianMs.toFixed(3)],
      ...(plannedGflops === 0
        ? []
        : [gflops.toFixed(1), plannedGflops.toFixed(1), `${(100 * ceilingShare).toFixed(0)} %`]),
    ]),
    [0, 1, 2],
  );
}

export function limitsText(limits: Limits, latency: Latency): string {
  const { connections, requests, p50Ms, p95Ms, p99Ms } = latency;
  const ms = (value: number) => value.toFixed(1);
  return [
    `Worker: ${(limits.bundleGzipBytes / 1024).toFixed(0)} KiB gzipped, cold start ${ms(limits.coldStartMs)} ms, ` +
      `${(limits.peakBytes / 1e6).toFixed(1)} MB at its largest`,
    `${requests} requests on ${connections} connections: ${limits.requestsPerSecond.toFixed(0)} a second, ` +
      `p50 ${ms(p50Ms)} ms, p95 ${ms(p95Ms)} ms, p99 ${ms(p99Ms)} ms`,
  ].join('\n');
}

export function targetsTable(targets: readonly Target[]): string {
  return formatTable(
    ['what', 'target', 'measured', 'reached'],
    targets.map(({ what, target, measured, reached }) => [
      ...[what, target, measured],
      reached ? 'yes' : 'NO',
    ]),
    [0, 1, 2, 3],
  );
}
