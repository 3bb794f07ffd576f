/**
 * The classification accuracy score, CAS (Ravuri & Vinyals 2019, arXiv:1905.10887): a classifier is
 * trained on synthetic images alone and tested on real ones. It asks whether the images can stand
 * in for real data: wrong classes, missing modes and artefacts all cost accuracy. Classifiers that
 * are trained side by side each have a worker thread; none sees another, so figures do not depend on
 * how many there are.
 */
import { Worker } from 'node:worker_threads';
import type { Accuracy } from './classifier.ts';
import type { ImageSet } from './image-set.ts';

export interface ScoreJob {
  readonly train: ImageSet;
  readonly test: ImageSet;
  /** u32. */
  readonly seed: number;
  readonly steps: number;
  /** Takes the classifier that is kept there, and keeps a new one. */
  readonly path?: string;
}

/** What a worker posts: steps since the last message, and at the end the accuracy. */
export type ScoreMessage = { readonly steps: number } | { readonly accuracy: Accuracy };

export interface ScoreOptions {
  readonly workers: number;
  readonly signal: AbortSignal;
  /** Called with the number of steps since the last call, of all jobs. */
  readonly onSteps: (steps: number) => void;
}

/**
 * @returns the accuracy of each job's classifier on its test images
 * @throws the first worker's error; the signal's reason when aborted
 */
export async function classificationScores(
  jobs: readonly ScoreJob[],
  { workers, signal, onSteps }: ScoreOptions,
): Promise<Accuracy[]> {
  const scores: Accuracy[] = [];
  const waiting = [...jobs.entries()];
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  const lane = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [index, job] = next;
      scores[index] = await scoreOf(job, either, onSteps);
    }
  };
  const lanes = Array.from({ length: Math.min(workers, jobs.length) }, lane);
  try {
    await Promise.all(lanes);
  } finally {
    stop.abort(); // One has failed: the others are not needed.
    await Promise.allSettled(lanes);
  }
  return scores;
}

async function scoreOf(
  job: ScoreJob,
  signal: AbortSignal,
  onSteps: (steps: number) => void,
): Promise<Accuracy> {
  signal.throwIfAborted();
  const worker = new Worker(new URL('./classification-worker.ts', import.meta.url), {
    workerData: job,
  });
  const onAbort = () => worker.terminate();
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await new Promise<Accuracy>((resolve, reject) => {
      worker.on('message', (message: ScoreMessage) => {
        if ('accuracy' in message) resolve(message.accuracy);
        else onSteps(message.steps);
      });
      worker.on('error', reject);
      worker.on('exit', (code) => {
        reject(signal.aborted ? signal.reason : new Error(`classifier: its thread ended: ${code}`));
      });
    });
  } finally {
    signal.removeEventListener('abort', onAbort);
    await worker.terminate();
  }
}
