/**
 * A worker thread of data-parallel training: a learner on a tfjs WASM backend of its own, that takes
 * its part of every step the first worker orders. Started by `replicas.ts`.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { bootBackend } from '../backend/boot.ts';
import { Learner } from '../loop/learner.ts';
import { phasesOf } from '../loop/phases.ts';
import { trainStep } from '../loop/train-step.ts';
import { TrainingCollapsed, TrainingDiverged } from '../loop/training-failure.ts';
import { averagingOf } from './averaged-findings.ts';
import type { ReplicaOrder, ReplicaReport, ReplicaStart } from './replica-messages.ts';
import { MeanAbandoned, SharedMean } from './shared-mean.ts';
import { weightsDigest } from './weights-digest.ts';

const { rank, workers, config, data, progress, tensors, memory }: ReplicaStart = workerData;

await bootBackend('wasm');
const learner = new Learner(config, data);
learner.restoreTensors(tensors);
learner.progress = progress;
const phases = phasesOf(config);
const averaging = averagingOf(new SharedMean(memory, rank, workers), workers);
// One after the other: an order may arrive while the step before it waits for the other workers.
let done = Promise.resolve();
parentPort?.on('message', (order: ReplicaOrder) => {
  done = done
    .then(() => obey(order))
    .catch((error) => {
      if (!isOfAll(error)) say({ kind: 'failed', error });
    });
});
say({ kind: 'ready' });

/** What the first worker meets as well, and tells: training itself failed, or another worker did. */
function isOfAll(error: unknown): boolean {
  const kinds = [TrainingDiverged, TrainingCollapsed, MeanAbandoned];
  return kinds.some((kind) => error instanceof kind);
}

async function obey(order: ReplicaOrder): Promise<void> {
  switch (order.kind) {
    case 'step':
      await trainStep(learner, phases, order.inputs, averaging);
      break;
    case 'digest':
      say({ kind: 'digest', digest: weightsDigest(learner) });
      break;
    default:
      order satisfies never;
  }
}

function say(report: ReplicaReport): void {
  parentPort?.postMessage(report);
}
