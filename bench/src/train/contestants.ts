/** Who races in training: what is trained, on which backend, by how many workers. */
import type { BackendName } from '@comfy-edge/trainer/for-bench';

export type TrainingBackend = BackendName | 'wasm-composed';

export interface Contestant {
  /**
   * `benchmark`: bare steps of the benchmark's network, the same tensors every time. `preset`: bare steps
   * of `fashion-28`. `loop`: the trainer's whole loop on that preset, with its data and its reports.
   */
  readonly workload: 'benchmark' | 'preset' | 'loop';
  readonly backend: TrainingBackend;
  readonly workers: number;
}

export const contestants: readonly Contestant[] = [
  { workload: 'benchmark', backend: 'wasm', workers: 1 },
  { workload: 'benchmark', backend: 'wasm', workers: 2 },
  { workload: 'benchmark', backend: 'wasm-composed', workers: 1 },
  { workload: 'benchmark', backend: 'tfjs-node', workers: 1 },
  { workload: 'benchmark', backend: 'tfjs-node-gpu', workers: 1 },
  { workload: 'preset', backend: 'wasm', workers: 1 },
  { workload: 'loop', backend: 'wasm', workers: 1 },
  { workload: 'loop', backend: 'wasm', workers: 2 },
];

export function nameOf({ workload, backend, workers }: Contestant): string {
  return `${workload} ${backend}${workers > 1 ? ` × ${workers}` : ''}`;
}
