/** One runtime, from finding it to its line in the table. */
import type { Job } from './job.ts';
import { type RuntimeUnderTest, type Surroundings, versionOf } from './runtimes.ts';
import type { Row } from './suite-table.ts';

export async function runRuntime(
  { name, find, run }: RuntimeUnderTest,
  job: Omit<Job, 'turn'>,
  surroundings: Surroundings,
): Promise<Row> {
  const startMs = performance.now();
  const turn = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  const row = { runtime: name, version: '' };
  const seconds = () => (performance.now() - startMs) / 1000;
  try {
    const executable = await find();
    if (executable === undefined) {
      return {
        ...row,
        seconds: seconds(),
        results: 'expected the runtime on this machine, got none',
      };
    }
    row.version = await versionOf(executable);
    const results = await run(executable, { ...job, turn }, surroundings);
    return { ...row, seconds: seconds(), results };
  } catch (error) {
    return { ...row, seconds: seconds(), results: String(error) };
  }
}
