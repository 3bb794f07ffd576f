/** The Worker's measurements with as little work as they take: figures that hold on every machine. */
import { expect, test } from 'vitest';
import { buildEdge, EDGE, publishModel } from '../../../scripts/edge/edge.ts';
import { Connection } from '../../../scripts/workerd/connection.ts';
import { hasProcessAccounts } from '../../../scripts/workerd/processes.ts';
import { startWorkerd } from '../../../scripts/workerd/workerd.ts';
import { measureLimits } from './measure-limits.ts';

/** The heap that tfjs's backend begins with. */
const WASM_HEAP_BYTES = 16 * 1024 * 1024;

test('all of them', async () => {
  const options = { coldStarts: 2, cpuWarmUp: 20, cpuRequests: 20, loadSeconds: 1 };
  const { limits, latency } = await measureLimits({
    ...options,
    largeRequests: 1,
    onProgress() {},
  });
  expect(limits.bundleGzipBytes).toBeGreaterThan(100 * 1024);
  expect(limits.peakBytes).toBeGreaterThan(WASM_HEAP_BYTES);
  expect(limits.requestsPerSecond).toBeGreaterThan(1);
  expect(latency.p99Ms).toBeGreaterThanOrEqual(latency.p50Ms);
  if (!hasProcessAccounts) return;
  // A start does what a warm request does, and much more.
  expect(limits.coldStartMs).toBeGreaterThan(limits.cpuMsPerImage ?? Number.NaN);
  expect(limits.cpuMsP99).toBeGreaterThanOrEqual(limits.cpuMsPerImage ?? Number.NaN);
});

test('an answer that is no image is an error, not a fast request', async () => {
  const edge = await buildEdge();
  const workerd = await startWorkerd([edge.worker]);
  const connection = new Connection(await workerd.url(EDGE));
  try {
    const images = await publishModel(workerd, edge);
    await expect(images.post(connection, { n: 65 })).rejects.toThrow(
      /expected a PNG of the Worker, got 4\d\d.*1 to 64/,
    );
  } finally {
    connection.close();
    await workerd.dispose();
  }
});
