/** Steps of the benchmark's network, by this thread and as many others as are asked for. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { averagingOf, SharedMean, sharedMeanMemory } from '@comfy-edge/trainer/for-bench';
import { batchSize, benchmarkStep } from './benchmark-step.ts';
import { startTurn, type Workload } from './workload.ts';

/** More numbers than a network of the benchmark has. */
const gradientLength = 600_000;

export async function openBenchmark(workers: number): Promise<Workload> {
  const memory = sharedMeanMemory(gradientLength, workers);
  const others = await Promise.all(
    Array.from({ length: workers - 1 }, (_, index) => startPartner(memory, index + 1, workers)),
  );
  const averaging =
    workers === 1 ? undefined : averagingOf(new SharedMean(memory, 0, workers), workers);
  const ownStep = benchmarkStep(0, averaging);
  const step = () => {
    for (const other of others) other.postMessage('step');
    return ownStep();
  };
  const losses = await step();
  return {
    losses,
    async turn(atLeastMs) {
      const turn = startTurn();
      const end = performance.now() + atLeastMs;
      let steps = 0;
      while (steps < 2 || performance.now() < end) {
        await step();
        steps += 1;
      }
      return turn(steps * batchSize);
    },
    async dispose() {
      await Promise.all(others.map((it) => it.terminate()));
    },
  };
}

async function startPartner(
  memory: SharedArrayBuffer,
  rank: number,
  workers: number,
): Promise<Worker> {
  const program = new URL('./benchmark-partner.ts', import.meta.url);
  const worker = new Worker(program, { workerData: { memory, rank, workers } });
  worker.on('error', (error) => {
    throw error; // Ends the process: nobody waits for a partner that is gone.
  });
  await once(worker, 'message');
  return worker;
}
