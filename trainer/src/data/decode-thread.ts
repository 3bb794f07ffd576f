/** A thread of the `DecodePool`: answers every task, in whatever order they are done. */
import { parentPort } from 'node:worker_threads';
import { DataError } from './data-error.ts';
import { decodeInto } from './decode-image.ts';
import type { DecodeAnswer, DecodeTask } from './decode-pool.ts';

parentPort?.on('message', async ({ id, bytes, place, form }: DecodeTask) => {
  let answer: DecodeAnswer;
  try {
    answer = { id, pixels: await decodeInto(bytes, place, form) };
  } catch (error) {
    const code = error instanceof DataError ? error.code : undefined;
    answer = { id, code, message: error instanceof Error ? error.message : String(error) };
  }
  parentPort?.postMessage(answer);
});
