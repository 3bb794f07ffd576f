/** `npm run bench`: the engine's race, its table and its JSON. */
import { fileURLToPath } from 'node:url';
import { measureBundle } from '../../scripts/bundle-size.ts';
import { benchedNetworks } from './networks.ts';
import { race } from './race.ts';
import { describeMachine, describeVersions, writeReport } from './report.ts';
import { tableHeader, tableLines } from './table.ts';

const results = new URL('../results/engine.json', import.meta.url);

const thorough = { rounds: 20, turnMs: 100, warmMs: 1000 };
const quick = { rounds: 3, turnMs: 20, warmMs: 200 };

export async function benchEngine(isQuick: boolean): Promise<void> {
  const effort = isQuick ? quick : thorough;
  const machine = describeMachine(effort.rounds);
  console.log(
    `${machine.cpu}, ${machine.cores} cores, load ${machine.loadAverage}; ${effort.rounds} rounds, one thread each`,
  );
  console.log(tableHeader());
  const rows = await race({
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
  console.log(`Worker bundle, gzipped: ${(bundleGzipBytes / 1024).toFixed(0)} KiB`);
  await writeReport(results, {
    machine,
    versions: describeVersions(),
    rows,
    limits: { bundleGzipBytes },
  });
  console.log(`Wrote ${fileURLToPath(results)}`);
}
