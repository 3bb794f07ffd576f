/**
 * What a generator may cost an image and a download at the edge. The limits of the engine itself
 * (`untrustedBudget`) are far above: they keep an isolate alive, these keep an image at milliseconds.
 */
import { countMultiplyAdds, type Graph } from '@comfy-edge/model';
import { ConfigError } from '../config/train-config.ts';

export const edgeBudget = { multiplyAdds: 20_000_000, sizeBytes: 1_000_000 } as const;

export interface EdgeCost {
  readonly multiplyAdds: number;
  /** Of the generator's blob. */
  readonly sizeBytes: number;
}

export function edgeCost(graph: Graph, sizeBytes: number): EdgeCost {
  return { multiplyAdds: countMultiplyAdds(graph), sizeBytes };
}

/** What is over the budget, in words; nothing where all is within. */
export function overBudget({ multiplyAdds, sizeBytes }: EdgeCost): string | undefined {
  const over = [
    ...(multiplyAdds > edgeBudget.multiplyAdds
      ? [`${multiplyAdds} multiply-adds an image (${edgeBudget.multiplyAdds})`]
      : []),
    ...(sizeBytes > edgeBudget.sizeBytes ? [`${sizeBytes} bytes (${edgeBudget.sizeBytes})`] : []),
  ];
  return over.length === 0 ? undefined : over.join(', ');
}

/**
 * @param reason why a generator over the budget is to be published all the same
 * @throws ConfigError with limits and figures
 */
export function checkEdgeBudget(cost: EdgeCost, reason: string | undefined): void {
  const over = overBudget(cost);
  if (over === undefined || reason !== undefined) return;
  throw new ConfigError(
    `generator: expected at most the edge's budget in parentheses, got ${over}. Train a smaller one, or publish it with --over-budget "<reason>".`,
  );
}
