/** `npm run train -- --dry-run`: what a run would be, before it is one. */
import { type BackendName, bootBackend } from '../backend/boot.ts';
import type { TrainConfig } from '../config/train-config.ts';
import type { DataSet } from '../data/data-set.ts';
import { isOutOfMemory, outOfMemory } from '../loop/out-of-memory.ts';
import { describeMachine } from '../loop/run-options.ts';
import { RunState } from '../loop/run-state.ts';
import { checkBackend } from '../parallel/replicas.ts';
import type { EdgeCost } from '../publish/edge-budget.ts';
import { estimate } from '../report/estimate.ts';
import { estimateTable } from '../report/estimate-table.ts';

/** The configuration is on stdout, to be kept as a file; what it would cost is on stderr. */
export async function dryRun(
  config: TrainConfig,
  dataSet: DataSet,
  edge: EdgeCost,
  { backend: forced, workers }: { readonly backend?: BackendName; readonly workers: number },
): Promise<void> {
  const { name, reason } = await bootBackend(forced);
  for (const line of reason) console.error(`backend ${line}`);
  checkBackend(name, workers);
  const state = new RunState(config, dataSet);
  try {
    const cost = await estimate(state, workers);
    const machine = describeMachine({ backend: name, workers });
    console.error(`\n${estimateTable(cost, config, dataSet, machine, edge)}`);
  } catch (error) {
    if (!isOutOfMemory(error)) throw error;
    throw outOfMemory(error, config, name, state.batches.batchSize);
  } finally {
    state.batches.close();
  }
}
