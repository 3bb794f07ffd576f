/** The engine's targets, each beside what a run measured. All ratios are of one run. */
import type { Limits } from '../limits/measure-limits.ts';
import type { Exactness } from '../race/exactness.ts';
import type { Row } from './report.ts';

export interface Target {
  readonly what: string;
  readonly target: string;
  readonly measured: string;
  readonly reached: boolean;
}

export interface Measurements {
  readonly rows: readonly Row[];
  readonly limits: Limits;
  readonly exactness: readonly Exactness[];
  /** Multiplications of one reference-56 image as the plan does them, over those by definition. */
  readonly plannedShare: number;
}

type Judgement = Pick<Target, 'measured' | 'reached'>;

export function judge({ rows, limits, exactness, plannedShare }: Measurements): Target[] {
  return [
    faster(rows, 'reference-56', 'tfjs-layers', 25),
    faster(rows, 'reference-56', 'ort-web', 3),
    faster(rows, 'reference-56', 'ort-native', 1.2),
    nearCeiling(rows, plannedShare, 1.6),
    faster(rows, 'reference-28', 'ort-web', 3),
    requestCpu(limits),
    {
      what: 'fashion-28: requests a second, one workerd, distinct seeds',
      target: '≥ 250',
      measured: limits.requestsPerSecond.toFixed(0),
      reached: limits.requestsPerSecond >= 250,
    },
    {
      what: 'fashion-28: cold start to the first image in workerd',
      target: '≤ 120 ms',
      measured: milliseconds(limits.coldStartMs),
      reached: limits.coldStartMs <= 120,
    },
    size(limits),
    exact(exactness),
  ];
}

function faster(rows: readonly Row[], network: string, engine: string, least: number): Target {
  const peer = find(rows, network, engine);
  const ours = find(rows, network, 'comfy-edge');
  const workerd = find(rows, network, 'comfy-edge', 'workerd');
  return {
    what: `${network}: faster than ${engine}`,
    target: `≥ ${least}×`,
    ...judged([peer, ours], ([peerMs, oursMs]) => ({
      measured: [
        times(peerMs / oursMs),
        ...(workerd === undefined ? [] : [`in workerd ${times(peerMs / workerd)}`]),
      ].join(', '),
      reached: peerMs / oursMs >= least,
    })),
  };
}

/** The ceiling's row did every multiply-add by definition: at that rate the plan would take its share of it. */
function nearCeiling(rows: readonly Row[], plannedShare: number, most: number): Target {
  const network = 'reference-56';
  const ceiling = find(rows, network, 'ceiling');
  const ours = find(rows, network, 'comfy-edge');
  return {
    what: `${network}: its planned multiplications at the ceiling's rate`,
    target: `within ${most}×`,
    ...judged([ceiling, ours], ([ceilingMs, oursMs]) => {
      const ratio = oursMs / (ceilingMs * plannedShare);
      return { measured: times(ratio), reached: ratio <= most };
    }),
  };
}

function requestCpu({ cpuMsPerImage, cpuMsP99 }: Limits): Target {
  return {
    what: 'fashion-28: CPU per image in workerd, HTTP to PNG, warm',
    target: '≤ 3 ms, p99 ≤ 10 ms',
    ...judged([cpuMsPerImage, cpuMsP99], ([medianMs, p99Ms]) => ({
      measured: `${medianMs.toFixed(2)} ms, p99 ${p99Ms.toFixed(2)} ms`,
      reached: medianMs <= 3 && p99Ms <= 10,
    })),
  };
}

function size({ bundleGzipBytes, peakBytes }: Limits): Target {
  const kibibytes = bundleGzipBytes / 1024;
  const megabytes = peakBytes / 1e6;
  return {
    what: 'bundle gzipped; peak memory',
    target: '≤ 900 KiB; ≤ 64 MB',
    measured: `${kibibytes.toFixed(0)} KiB; ${megabytes.toFixed(1)} MB`,
    reached: kibibytes <= 900 && megabytes <= 64,
  };
}

/** What a run can see of exactness; other runtimes are held to golden digests by `npm test`. */
function exact(exactness: readonly Exactness[]): Target {
  const largest = (of: (it: Exactness) => number) => Math.max(...exactness.map(of));
  const difference = largest((it) => it.largestDifference);
  const levels = largest((it) => it.largestLevels);
  // Of each network and batch by itself: a wrong small one must not hide behind large ones.
  const share = largest((it) => it.differentBytes / it.comparedBytes);
  const batches = exactness.every((it) => it.batchEqualsAlone);
  const runtimes = exactness.every((it) => it.runtimesEqual);
  const isClose = difference <= 2e-4 && levels <= 1 && share <= 1e-3;
  return {
    what: 'exactness: Node = workerd, batch 1 = batch N; float64 reference',
    target: 'equal; ≤ 2e-4; ≤ 1 level on ≤ 0.1 %',
    measured: [
      runtimes && batches ? 'equal' : `Node ${sign(runtimes)} workerd, batch 1 ${sign(batches)} N`,
      difference.toExponential(1),
      `${levels} level on ${(100 * share).toFixed(3)} %`,
    ].join('; '),
    reached: exactness.length > 0 && batches && runtimes && isClose,
  };
}

function sign(areEqual: boolean): string {
  return areEqual ? '=' : '≠';
}

/** A target of which anything was not measured is not reached. */
function judged(
  [one, other]: readonly [number | undefined, number | undefined],
  judgement: (values: readonly [number, number]) => Judgement,
): Judgement {
  if (one === undefined || other === undefined) return { measured: 'not measured', reached: false };
  return judgement([one, other]);
}

function find(
  rows: readonly Row[],
  network: string,
  engine: string,
  runtime = 'node',
): number | undefined {
  return rows.find(
    (row) =>
      row.network === network &&
      row.engine === engine &&
      row.runtime === runtime &&
      row.batch === 1,
  )?.medianMs;
}

function times(ratio: number): string {
  return `${ratio.toFixed(2)}×`;
}

function milliseconds(value: number): string {
  return `${value.toFixed(1)} ms`;
}
