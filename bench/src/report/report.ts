/** What a run leaves for machines: `bench/results/engine.json`. */
import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { engineId } from '@comfy-edge/runtime';
// Pinned to one version each, so what is asked for is what is installed.
import manifest from '../../package.json' with { type: 'json' };
import type { Layer } from '../layers/profile.ts';
import type { Latency } from '../limits/load.ts';
import type { Limits } from '../limits/measure-limits.ts';
import type { Exactness } from '../race/exactness.ts';
import type { Target } from './targets.ts';

const { dependencies } = manifest;

export interface Row {
  readonly network: string;
  readonly batch: number;
  readonly engine: string;
  readonly runtime: 'node' | 'workerd';
  /** Of one pass over the whole batch. */
  readonly medianMs: number;
  readonly p95Ms: number;
  /** Two operations for each multiply-add of the network as it stands, whatever the engine does instead. */
  readonly gflops: number;
}

interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryBytes: number;
  readonly platform: string;
  /** Over the minute before the run: what else was computing. */
  readonly loadAverage: number;
}

export interface Report {
  /** `rounds` are the turns behind every median, at the least. */
  readonly machine: Machine & { readonly rounds: number };
  readonly versions: { readonly [name: string]: string };
  readonly rows: readonly Row[];
  readonly limits: Limits;
  /** Of the requests behind `limits.requestsPerSecond`. */
  readonly latency: Latency;
  readonly exactness: readonly Exactness[];
  readonly layers: readonly Layer[];
  readonly targets: readonly Target[];
}

/** To be called before the run, which is a load itself. */
export function describeMachine(): Machine {
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryBytes: totalmem(),
    platform: `${process.platform}-${process.arch}`,
    loadAverage: Math.round((loadavg()[0] ?? 0) * 100) / 100,
  };
}

/** Of everything that was raced; `comfy-edge` is the engine's id, which names its every byte. */
export function describeVersions(): Report['versions'] {
  const { node, v8 } = process.versions;
  return {
    node,
    v8,
    workerd: workerdVersion(),
    'comfy-edge': engineId,
    '@tensorflow/tfjs-layers': dependencies['@tensorflow/tfjs-layers'],
    '@tensorflow/tfjs-backend-wasm': dependencies['@tensorflow/tfjs-backend-wasm'],
    'onnxruntime-web': dependencies['onnxruntime-web'],
    'onnxruntime-node': dependencies['onnxruntime-node'],
  };
}

/** Of the one that Miniflare starts. */
function workerdVersion(): string {
  const { resolve } = createRequire(import.meta.url);
  const { version } = createRequire(resolve('miniflare'))('workerd/package.json');
  return version;
}

export function writeReport(file: URL, report: Report): Promise<void> {
  return writeText(file, `${JSON.stringify(report, null, 2)}\n`);
}

/** Makes the folder, too. */
export async function writeText(file: URL, text: string): Promise<void> {
  await mkdir(new URL('.', file), { recursive: true });
  await writeFile(file, text);
}
