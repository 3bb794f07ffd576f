/**
 * The memory of an isolate at its largest: what JavaScript holds, ArrayBuffers, and WebAssembly's memory,
 * which grows and never shrinks. The debugger is asked between the pieces of work, all the time, while the
 * isolate loads the model, answers single images, and the largest requests there are, several at once.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { EDGE, type Edge, publishModel } from '../../../scripts/edge/edge.ts';
import { Connection } from '../../../scripts/workerd/connection.ts';
import { startWorkerd, type Workerd } from '../../../scripts/workerd/workerd.ts';
import { Inspector } from '../workerd/inspector.ts';

/** Of `POST /v1/images`, the largest there is. */
const MOST_IMAGES = 64;
const AT_ONCE = 4;

export async function measurePeakMemory(edge: Edge, largeRequests: number): Promise<number> {
  const workerd = await startWorkerd([edge.worker], { inspected: true });
  try {
    const inspector = await Inspector.connect(await workerd.inspectorUrl(EDGE));
    try {
      const traffic = makeTraffic(workerd, edge, largeRequests);
      const heapBytes = await largestWhile(traffic, () => inspector.heapBytes());
      return heapBytes + (await inspector.wasmMemoryBytes());
    } finally {
      inspector.close();
    }
  } finally {
    await workerd.dispose();
  }
}

async function makeTraffic(workerd: Workerd, edge: Edge, largeRequests: number): Promise<void> {
  const images = await publishModel(workerd, edge);
  const url = await workerd.url(EDGE);
  const connections = Array.from({ length: AT_ONCE }, () => new Connection(url));
  try {
    await Promise.all(
      connections.map(async (connection) => {
        for (let i = 0; i < largeRequests; i++) {
          await images.post(connection);
          await images.post(connection, { n: MOST_IMAGES });
          await images.postForJson(connection, { n: MOST_IMAGES });
        }
      }),
    );
  } finally {
    for (const connection of connections) connection.close();
  }
}

/** The largest of what `measure` says until `work` is done. */
async function largestWhile(work: Promise<void>, measure: () => Promise<number>): Promise<number> {
  let isDone = false;
  const done = work.finally(() => {
    isDone = true;
  });
  let largest = 0;
  do {
    largest = Math.max(largest, await measure());
    await sleep(1);
  } while (!isDone);
  await done;
  return largest;
}
