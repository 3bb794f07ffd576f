/** The packed SDK where npm test runs; `npm run test:runtimes` does the same everywhere. */
import { expect, type TestContext, test } from 'vitest';
import {
  type InstalledPackage,
  installPacked,
} from '../../packages/sdk/test/runtimes/packed-package.ts';
import { openPages } from '../../packages/sdk/test/runtimes/run-program.ts';
import { runRuntime } from '../../packages/sdk/test/runtimes/run-runtime.ts';
import { RUNTIMES } from '../../packages/sdk/test/runtimes/runtimes.ts';
import { failuresOf, printTable } from '../../packages/sdk/test/runtimes/suite-table.ts';
import { withRuntimesJob } from '../runtimes-job.ts';

const timeoutMs = 180_000;

test('as ES modules, by require, and bundled', { timeout: timeoutMs }, async (context) => {
  const installed = await installFor(context);
  const pages = await openPages();
  context.onTestFinished(() => pages.close());
  await withRuntimesJob([], async (job) => {
    const quick = RUNTIMES.filter(({ isQuick }) => isQuick);
    const rows = await Promise.all(
      quick.map((runtime) => runRuntime(runtime, job, { installed, pages })),
    );
    console.log(printTable(rows));
    expect(failuresOf(rows)).toEqual([]);
    expect(rows).toHaveLength(3);
  });
});

async function installFor({ onTestFinished }: TestContext): Promise<InstalledPackage> {
  const installed = await installPacked();
  onTestFinished(() => installed.remove());
  return installed;
}
