/**
 * From a request to the last byte of its PNG where no isolate of the Worker is there: it is made, its
 * JavaScript and WebAssembly are compiled, the engine boots, the local D1 is asked for the version, the model
 * is read from the local R2, verified and packed. The process runs already, and has started another isolate
 * before.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Edge, ImageRequests, publishMeasured } from '../../../scripts/edge/edge.ts';
import { Connection } from '../../../scripts/workerd/connection.ts';
import { type LocalWorker, startWorkerd } from '../../../scripts/workerd/workerd.ts';
import { bundleWorker } from '../workerd/bundle-worker.ts';
import type { Guest } from './guest.ts';

const HOST = 'host';
/** Until the compiler threads of the last isolate have nothing left to do. */
const PAUSE_MS = 100;

/** Milliseconds of each start. */
export async function measureColdStarts(edge: Edge, starts: number): Promise<number[]> {
  const workerd = await startWorkerd([edge.worker, await hostOf(edge)]);
  try {
    // Let in without the database, which says nothing but that there is such a version.
    const images = new ImageRequests(edge.adminKey, await publishMeasured(workerd, edge));
    const connection = new Connection(await workerd.url(HOST));
    try {
      const times: number[] = [];
      // The first one is the host's own.
      for (let i = -1; i < starts; i++) {
        await sleep(PAUSE_MS);
        const startMs = performance.now();
        await images.post(connection);
        if (i >= 0) times.push(performance.now() - startMs);
      }
      return times;
    } finally {
      connection.close();
    }
  } finally {
    await workerd.dispose();
  }
}

/** With the Worker's bucket and database, and its files as bindings. */
async function hostOf({ worker }: Edge): Promise<LocalWorker> {
  const {
    compatibilityDate = '',
    compatibilityFlags = [],
    modules,
    r2Buckets,
    d1Databases,
  } = worker;
  const bindingOf = (index: number) => `MODULE_${index}`;
  const guest: Guest = {
    compatibilityDate,
    compatibilityFlags,
    bindings: worker.bindings,
    modules: modules.map(({ path, type }, index) => ({
      path,
      isWasm: type === 'CompiledWasm',
      binding: bindingOf(index),
    })),
  };
  return {
    ...(await bundleWorker('cold-host.ts', HOST, [])),
    workerLoaders: { LOADER: {} },
    ...(r2Buckets && { r2Buckets }),
    ...(d1Databases && { d1Databases }),
    bindings: { GUEST: JSON.stringify(guest) },
    dataBlobBindings: Object.fromEntries(
      modules.map(({ contents }, index) => [bindingOf(index), Buffer.from(contents)]),
    ),
  };
}
