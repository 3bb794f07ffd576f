/** What the benchmark of training takes: backends, what a step is made of, and the whole loop. */
export { Adam, emaUpdate } from './backend/adam.ts';
export { type BackendName, bootBackend } from './backend/boot.ts';
export { batchNormLeaky, leakyRelu } from './backend/fused-ops.ts';
export { RunReport } from './cli/run-report.ts';
export { resolveConfig } from './config/resolve-config.ts';
export { loadDataSet } from './data/data-set.ts';
export { PrefetchedBatches } from './data/prefetched-batches.ts';
export { phasesOf } from './loop/phases.ts';
export { RunDirectory } from './loop/run-directory.ts';
export { type Averaging, alone } from './loop/run-phase.ts';
export { RunState } from './loop/run-state.ts';
export { drawInputs } from './loop/step-inputs.ts';
export { train } from './loop/train.ts';
export { trainStep } from './loop/train-step.ts';
export { averagingOf } from './parallel/averaged-findings.ts';
export { type Replicas, startReplicas } from './parallel/replicas.ts';
export { SharedMean, sharedMeanMemory } from './parallel/shared-mean.ts';
export { PlainLines } from './report/plain-lines.ts';
