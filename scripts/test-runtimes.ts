/**
 * The packed SDK in every runtime it is for, against the real Worker and a server that misbehaves: prints a table
 * of runtimes and suites. The first run downloads what is not here yet.
 */

import { installPacked } from '../packages/sdk/test/runtimes/packed-package.ts';
import { openPages } from '../packages/sdk/test/runtimes/run-program.ts';
import { runRuntime } from '../packages/sdk/test/runtimes/run-runtime.ts';
import { RUNTIMES } from '../packages/sdk/test/runtimes/runtimes.ts';
import { failuresOf, printTable, type Row } from '../packages/sdk/test/runtimes/suite-table.ts';
import { runCommand } from './run-command.ts';
import { withRuntimesJob } from './runtimes-job.ts';

const usage = `npm run test:runtimes -- [options]

Packs the SDK, installs it into an empty folder, and runs it in Node, Deno, Bun, workerd and Chromium, as
ES modules, by require and bundled.

  --only TEXT   runtimes whose name has it in it
  --help        this text`;

await runCommand({
  usage,
  defaults: { only: '' },
  async run({ only }) {
    const chosen = RUNTIMES.filter(({ name }) => name.toLowerCase().includes(only.toLowerCase()));
    if (chosen.length === 0)
      throw new Error(`--only: expected part of a runtime's name, got ${only}`);
    const installed = await installPacked();
    const pages = await openPages();
    try {
      await withRuntimesJob([pages.origin], async (job) => {
        const rows: Row[] = [];
        for (const runtime of chosen) {
          rows.push(await runRuntime(runtime, job, { installed, pages }));
          console.log(`${runtime.name}: ${rows.at(-1)?.seconds.toFixed(1)} s`);
        }
        console.log(`\n${printTable(rows)}`);
        const failures = failuresOf(rows);
        for (const failure of failures) console.error(`\n${failure}`);
        if (failures.length > 0) process.exitCode = 1;
      });
    } finally {
      pages.close();
      await installed.remove();
    }
  },
});
