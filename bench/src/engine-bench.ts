/** `npm run bench`: the engine's race, its table and its JSON. */
import { fileURLToPath } from 'node:url';
import { measureBundle } from '../../scripts/bundle-size.ts';
import { benchedNetworks } from './networks.ts';
import { race } from './race.ts';
import { describeMachine, describeVersions, writeReport } from './report.ts';
import { tableHeader, tableLines } from './table.ts';

const results = new URL('../results/engine.json', import.meta.url);

// WebAssembly is compiled anew, and better, while it runs: seconds pass until it is as fast as it gets.
const thorough = { rounds: 20, heatMs: Number.POSITIVE_INFINITY, turnMs: 100, warmMs: 3000 };
const quick = { rounds: 7, heatMs: 4000, turnMs: 20, warmMs: 600 };

export async function benchEngine(isQuick: boolean): Promise<void> {
  const effort = isQuick ? quick : thorough;
  const machine = describeMachine();
  const { cpu, cores, loadAverage } = machine;
  console.log(`${cpu}, ${cores} cores, load ${loadAverage}; one thread an engine`);
  console.log(tableHeader());
  const { rows, rounds } = await race({
    ...effort,
    networks: benchedNetworks(),
    batches: [1, 16],
    onRows(done, largestDifference) {
      console.log(
        `${tableLines(done)}\n  pixels at most ${largestDifference.toExponential(1)} apart`,
      );
    },
  });
  const { gzipBytes: bundleGzipBytes } = await measureBundle();
  console.log(
    `${rounds} round(s) or more; Worker bundle, gzipped: ${(bundleGzipBytes / 1024).toFixed(0)} KiB`,
  );
  await writeReport(results, {
    machine: { ...machine, rounds },
    versions: describeVersions(),
    rows,
    limits: { bundleGzipBytes },
  });
  console.log(`Wrote ${fileURLToPath(results)}`);
}
