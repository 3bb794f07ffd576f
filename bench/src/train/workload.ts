/** What a contestant does in its turns: takes training steps, and counts images. */
import type { Losses } from './benchmark-step.ts';

export interface Turn {
  readonly images: number;
  readonly ms: number;
  /** Of all threads of the process. */
  readonly cpuMs: number;
}

/** Starts counting; what it gives stops and tells. */
export function startTurn(): (images: number) => Turn {
  const [start, used] = [performance.now(), process.cpuUsage()];
  return (images) => {
    const { user, system } = process.cpuUsage(used);
    return { images, ms: performance.now() - start, cpuMs: (user + system) / 1000 };
  };
}

export interface Workload {
  /** Of the first step, where contestants can be compared by them. */
  readonly losses?: Losses;
  /** Steps for at least so long; two at the least. */
  turn(atLeastMs: number): Promise<Turn>;
  dispose(): Promise<void>;
}
