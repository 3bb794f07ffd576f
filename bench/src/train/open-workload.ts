/** The workload of a contestant; each is loaded in its own process alone. */
import type { Contestant } from './contestants.ts';
import type { Workload } from './workload.ts';

export async function openWorkload({ workload, workers }: Contestant): Promise<Workload> {
  switch (workload) {
    case 'benchmark':
      return (await import('./benchmark-workload.ts')).openBenchmark(workers);
    case 'preset':
      return (await import('./preset-workload.ts')).openBareSteps();
    case 'loop':
      return (await import('./preset-workload.ts')).openLoop(workers);
    default:
      return workload satisfies never;
  }
}
