/**
 * Data-parallel training in worker threads (synchronous, as Chen et al. 2016, arXiv:1604.00981):
 * every worker has the same networks and optimizers on a tfjs WASM backend of its own, takes an
 * equal slice of every batch, and updates by the mean of all gradients. Weights stay the same in all
 * workers to the bit, which is checked. This thread is worker 0: data, checkpoints, samples and
 * measures stay with it.
 *
 * What is computed over the batch is computed over a worker's slice of it: the statistics of batch
 * normalization, and the discriminator's standard deviation over the batch. (So it is on GPUs, too,
 * where nobody synchronizes them.) A run with another number of workers is therefore another run,
 * equal in kind; with the same number it repeats to the bit.
 *
 * A worker that throws or ends takes the run down with its message: nobody waits for it for ever.
 */
import { Worker } from 'node:worker_threads';
import type { BackendName } from '../backend/boot.ts';
import { ConfigError, type TrainConfig } from '../config/train-config.ts';
import { phasesOf } from '../loop/phases.ts';
import type { RunState } from '../loop/run-state.ts';
import { type StepInputs, sliceInputs } from '../loop/step-inputs.ts';
import { trainStep } from '../loop/train-step.ts';
import { averagingOf, findingsLength } from './averaged-findings.ts';
import type { ReplicaOrder, ReplicaReport, ReplicaStart } from './replica-messages.ts';
import { MeanAbandoned, SharedMean, sharedMeanMemory } from './shared-mean.ts';
import { weightsDigest } from './weights-digest.ts';

/** Weights are compared after so many steps, and before every checkpoint. */
const checkEverySteps = 100;

/** A worker failed, or its weights are no longer the others'. */
export class ReplicaError extends Error {
  override readonly name = 'ReplicaError';
}

export interface Replicas {
  /** As `trainStep`, by all workers. @throws TrainingDiverged, ReplicaError */
  step(inputs: StepInputs): Promise<Record<string, number>>;
  /** @throws ReplicaError if a worker's weights differ from this one's, or it is gone */
  check(): Promise<void>;
  /** Ends the other workers, whatever they are doing. */
  close(): Promise<void>;
}

const workersAtMost = 64;

/** @throws ConfigError where the backend uses every core by itself */
export function checkBackend(backend: BackendName, workers: number): void {
  if (workers === 1 || backend === 'wasm') return;
  throw new ConfigError(
    `--workers: expected the wasm backend, got ${backend}, which uses every core by itself. Add --backend wasm, or leave --workers out.`,
  );
}

/** @throws ConfigError for a number of workers, or a batch that they cannot share in equal slices */
export function checkSlices({ batches }: TrainConfig, workers: number): void {
  if (!Number.isInteger(workers) || workers < 1 || workers > workersAtMost) {
    throw new ConfigError(`workers: expected 1 to ${workersAtMost}, got ${workers}`);
  }
  for (const { size } of batches) {
    const slice = size / workers;
    // Of one example there are no statistics over the batch.
    if (!Number.isInteger(slice) || (workers > 1 && slice < 2)) {
      throw new ConfigError(
        `batches: expected sizes that ${workers} workers can share, multiples of ${workers} of at least ${2 * workers}, got ${size}. Choose another --workers or --set batches=…`,
      );
    }
  }
}

/**
 * Starts the other workers, each with a copy of what the run has learned so far.
 *
 * @param workers this one included; 2 or more
 * @throws ConfigError as `checkSlices`; ReplicaError if a worker does not start
 */
export async function startReplicas(run: RunState, workers: number): Promise<Replicas> {
  checkSlices(run.config, workers);
  const memory = sharedMeanMemory(findingsLength(run), workers);
  const shared = new SharedMean(memory, 0, workers);
  const start = {
    workers,
    config: run.config,
    data: { classCount: run.dataSet.classes.length, imageCount: run.dataSet.count },
    progress: run.progress,
    tensors: run.tensors(),
    memory,
  };
  const threads = Array.from(
    { length: workers - 1 },
    (_, index) => new Replica({ ...start, rank: index + 1 }, () => shared.abandon()),
  );
  const close = async () => {
    shared.abandon();
    await Promise.all(threads.map((thread) => thread.end()));
  };
  try {
    await Promise.all(threads.map((thread) => thread.ready));
  } catch (error) {
    await close();
    throw error;
  }
  const phases = phasesOf(run.config);
  const averaging = averagingOf(shared, workers);
  const check = async () => {
    const expected = weightsDigest(run);
    for (const [index, digest] of (await Promise.all(threads.map((it) => it.digest()))).entries()) {
      if (digest === expected) continue;
      throw new ReplicaError(
        `worker ${index + 1}: expected the weights of worker 0 after step ${run.progress.step} (sha256 ${expected.slice(0, 12)}…), got others (${digest.slice(0, 12)}…). Go on from the last checkpoint by --resume; if it comes again, train with --workers 1.`,
      );
    }
  };
  return {
    async step(inputs) {
      for (const [index, thread] of threads.entries()) {
        thread.order({ kind: 'step', inputs: sliceInputs(inputs, index + 1, workers) });
      }
      try {
        const scalars = await trainStep(run, phases, sliceInputs(inputs, 0, workers), averaging);
        if (run.progress.step % checkEverySteps === 0) await check();
        return scalars;
      } catch (error) {
        if (!(error instanceof MeanAbandoned)) throw error;
        throw threads.find(({ failure }) => failure !== undefined)?.failure ?? error;
      }
    },
    check,
    close,
  };
}

/** One of the other workers, as this thread sees it. */
class Replica {
  readonly ready: Promise<void>;
  failure: ReplicaError | undefined;
  readonly #thread: Worker;
  readonly #rank: number;
  #ended = false;
  #awaited: { report: (it: ReplicaReport) => void; fail: (it: ReplicaError) => void } | undefined;

  /** @param onFailure when it threw, or ended unasked */
  constructor(start: ReplicaStart, onFailure: () => void) {
    this.#rank = start.rank;
    this.#thread = new Worker(new URL('./replica-thread.ts', import.meta.url), {
      workerData: start,
    });
    this.ready = this.#report().then(() => {});
    const fail = (reason: string, cause?: unknown) => {
      if (this.#ended || this.failure !== undefined) return;
      this.failure = new ReplicaError(
        `worker ${this.#rank} stopped: ${reason}. The last checkpoint is whole: go on by --resume.`,
        { cause },
      );
      this.#awaited?.fail(this.failure);
      onFailure();
    };
    this.#thread.on('message', (report: ReplicaReport) => {
      if (report.kind === 'failed') fail(report.error.message, report.error);
      else this.#awaited?.report(report);
    });
    this.#thread.on('error', (error) => fail(error.message, error));
    this.#thread.on('exit', (code) => fail(`it ended with code ${code}`));
  }

  order(order: ReplicaOrder): void {
    this.#thread.postMessage(order);
  }

  async digest(): Promise<string> {
    const report = this.#report();
    this.order({ kind: 'digest' });
    const answer = await report;
    return answer.kind === 'digest' ? answer.digest : '';
  }

  async end(): Promise<void> {
    this.#ended = true;
    await this.#thread.terminate();
  }

  /** The next report; there is one question at a time. */
  #report(): Promise<ReplicaReport> {
    return new Promise((report, fail) => {
      if (this.failure !== undefined) fail(this.failure);
      this.#awaited = { report, fail };
    });
  }
}
