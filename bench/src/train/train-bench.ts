/** `npm run bench -- train`: images a second of training, on every backend that the machine has. */
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { formatTable } from '../report/format-table.ts';
import { describeMachine, writeText } from '../report/report.ts';
import { targetsTable } from '../report/table.ts';
import { print, showProgress } from '../report/terminal.ts';
import { nameOf } from './contestants.ts';
import { type Absence, type RaceEffort, type Result, raceTraining } from './race-training.ts';
import { judgeTraining } from './training-targets.ts';

const results = new URL('../../results/train.json', import.meta.url);
const thorough: RaceEffort = { rounds: 12, turnMs: 4000, warmMs: 6000 };
const quick: RaceEffort = { rounds: 5, turnMs: 2500, warmMs: 4000 };

export async function benchTraining(isQuick: boolean): Promise<void> {
  const effort = isQuick ? quick : thorough;
  const machine = describeMachine();
  print(`${machine.cpu}, ${machine.cores} cores, load ${machine.loadAverage} before\n`);
  const race = await raceTraining(effort, showProgress);
  const targets = judgeTraining(race.results);
  print(`${resultsTable(race.results)}\n`);
  for (const absence of race.absent) print(`${nameOf(absence)}: absent: ${absence.cause}`);
  print(`\n${targetsTable(targets)}\n`);
  const [rows, presets] = [true, false].map((isBenchmark) =>
    race.results.filter(({ workload }) => (workload === 'benchmark') === isBenchmark).map(rounded),
  );
  const report = {
    machine: { ...machine, rounds: effort.rounds },
    versions: describeVersions(),
    rows,
    presets,
    absent: race.absent.map(({ backend, cause }: Absence) => ({ backend, cause })),
    targets,
  };
  await writeText(results, `${JSON.stringify(report, null, 2)}\n`);
  print(`${effort.rounds} rounds; wrote ${fileURLToPath(results)}`);
}

function resultsTable(rows: readonly Result[]): string {
  const composed = rows.find(({ backend }) => backend === 'wasm-composed')?.imagesPerSecond;
  return formatTable(
    [
      'workload',
      'backend',
      'workers',
      'images/s',
      'least',
      'most',
      '÷ wasm-composed',
      'CPU ms/image',
    ],
    rows.map((row) => [
      ...[row.workload, row.backend, String(row.workers)],
      ...[row.imagesPerSecond, row.least, row.most].map((it) => it.toFixed(0)),
      row.workload === 'benchmark' && composed !== undefined
        ? (row.imagesPerSecond / composed).toFixed(2)
        : '',
      row.cpuMsPerImage.toFixed(2),
    ]),
    [0, 1],
  );
}

function rounded({ workload, backend, workers, ...figures }: Result) {
  const round = (value: number) => Math.round(100 * value) / 100;
  const { imagesPerSecond, least, most, cpuMsPerImage } = figures;
  return {
    ...{ workload, backend, workers, imagesPerSecond: round(imagesPerSecond) },
    ...{ least: round(least), most: round(most), cpuMsPerImage: round(cpuMsPerImage) },
  };
}

function describeVersions(): Record<string, string> {
  const { version } = createRequire(import.meta.url)('@tensorflow/tfjs-core/package.json');
  return { node: process.versions.node, v8: process.versions.v8, tfjs: version };
}
