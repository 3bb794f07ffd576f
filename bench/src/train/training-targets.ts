/** The targets of training, each beside what a run measured. All ratios are of one run. */
import type { Target } from '../report/targets.ts';
import type { Contestant } from './contestants.ts';
import type { Result } from './race-training.ts';

/** WASM with two workers against the composed kernels on one thread. */
const leastSpeedUp = 3.2;
/** What the loop takes longer than its steps. */
const mostOverhead = 0.05;

export function judgeTraining(results: readonly Result[]): Target[] {
  const rate = (workload: Contestant['workload'], backend: string, workers: number) =>
    results.find(
      (it) => it.workload === workload && it.backend === backend && it.workers === workers,
    )?.imagesPerSecond ?? Number.NaN;
  const speedUp = rate('benchmark', 'wasm', 2) / rate('benchmark', 'wasm-composed', 1);
  const overhead = rate('preset', 'wasm', 1) / rate('loop', 'wasm', 1) - 1;
  return [
    {
      what: 'benchmark: WASM, 2 workers, against kernels composed of tfjs’s own',
      target: `≥ ${leastSpeedUp}×`,
      measured: `${speedUp.toFixed(2)}×`,
      reached: speedUp >= leastSpeedUp,
    },
    {
      what: 'fashion-28: the whole loop over bare steps',
      target: `≤ ${100 * mostOverhead} % longer`,
      measured: `${(100 * overhead).toFixed(1)} %`,
      reached: overhead <= mostOverhead,
    },
  ];
}
