/** Whoever trains something else is not raced: the losses of the first step, held to one another. */
import type { Losses } from './benchmark-step.ts';

/** Relative; sums are in another order on every backend. */
const tolerance = 1e-3;
/** With more workers, batch normalization sees parts of the batch. */
const partsTolerance = 0.1;

export interface FirstStep extends Losses {
  readonly name: string;
  readonly workers: number;
}

/** @throws Error naming two contestants whose losses differ */
export function assertSameLosses(steps: readonly FirstStep[]): void {
  const [first] = steps;
  for (const step of steps) {
    const most = step.workers === first?.workers ? tolerance : partsTolerance;
    for (const network of ['discriminator', 'generator'] as const) {
      const [expected, got] = [first?.[network] ?? Number.NaN, step[network]];
      // Written so that NaN fails as well.
      if (Math.abs(got - expected) <= most * Math.max(1, Math.abs(expected))) continue;
      throw new Error(
        `${step.name}: expected the ${network}'s loss of ${first?.name}, ${expected}, got ${got}`,
      );
    }
  }
}
