/** The thread of one job of `classification-score.ts`: trains a classifier, tests it, says so. */
import { parentPort, workerData } from 'node:worker_threads';
import { bootBackend } from '../backend/boot.ts';
import type { ScoreJob, ScoreMessage } from './classification-score.ts';
import { loadOrTrainClassifier, trainClassifier } from './train-classifier.ts';

const stepsAMessage = 10;

const { train, test, seed, steps, path } = workerData as ScoreJob;
const post = (message: ScoreMessage) => parentPort?.postMessage(message);

await bootBackend('wasm'); // Always the same one: the same seeds give the same figures.
const options = {
  seed,
  steps,
  onStep: (step: number) => {
    if (step % stepsAMessage === 0 || step === steps) {
      post({ steps: step % stepsAMessage || stepsAMessage });
    }
  },
};
const classifier =
  path === undefined
    ? await trainClassifier(train, options)
    : await loadOrTrainClassifier(path, train, options);
post({ accuracy: classifier.accuracy(test) });
