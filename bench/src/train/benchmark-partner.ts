/** A worker thread that takes its part of each of the benchmark's steps. */
import { parentPort, workerData } from 'node:worker_threads';
import { averagingOf, SharedMean } from '@comfy-edge/trainer/for-bench';
import { benchmarkStep } from './benchmark-step.ts';
import { startBackend } from './start-backend.ts';

const { memory, rank, workers }: { memory: SharedArrayBuffer; rank: number; workers: number } =
  workerData;
await startBackend('wasm');
const step = benchmarkStep(rank, averagingOf(new SharedMean(memory, rank, workers), workers));
let done: Promise<unknown> = Promise.resolve();
parentPort?.on('message', () => {
  done = done.then(step);
});
parentPort?.postMessage('ready');
