/** `npm run evaluate`: measures a model by the fixed protocol, and writes figures and a report. */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { ModelError } from '@comfy-edge/model';
import { Command } from 'commander';
import { BackendError, bootBackend } from '../backend/boot.ts';
import { cacheDirectory } from '../cache-directory.ts';
import { ConfigError } from '../config/train-config.ts';
import { DataError } from '../data/data-error.ts';
import { loadDataSet } from '../data/data-set.ts';
import { evaluate } from '../evaluate/evaluate.ts';
import { EvaluationError } from '../evaluate/evaluation-error.ts';
import { fullProtocol, quickProtocol } from '../evaluate/protocol.ts';
import { type FigureRow, figureRows } from '../evaluate/report/figure-rows.ts';
import { htmlReport } from '../evaluate/report/html-report.ts';
import { readSubject, type Subject } from '../evaluate/subject.ts';
import { trainedForm } from '../evaluate/trained-form.ts';
import { CheckpointError } from '../loop/checkpoint.ts';
import { PublishedModelError } from '../publish/read-published.ts';
import { atLeastOne } from './parse-number.ts';
import { ProgressLine } from './progress-line.ts';
import { runCommand } from './run-command.ts';

interface Flags {
  readonly data?: string;
  readonly out?: string;
  readonly quick: boolean;
  readonly float?: string;
  readonly checkpoint?: string;
  readonly workers: number;
  readonly cache: string;
}

const command = new Command('npm run evaluate --')
  .description(
    'Measure a model against real test images: CAS, GAN-test, cFID, precision, recall, coverage, memorization, reconstruction. Writes metrics.json and report.html.',
  )
  .argument('<model>', 'a published model (manifest.json and its blobs), or a run of npm run train')
  .option('--data <dir>', 'the images it was trained on, with a test split; data/NAME otherwise')
  .option('--out <dir>', 'for metrics.json and report.html; the model itself otherwise')
  .option('--quick', 'a look, not a result: a tenth of the images; --out is out/quick-NAME', false)
  .option('--float <run>', 'the run a published model was made from: what did quantization cost?')
  .option('--checkpoint <file>', 'of the run, instead of the one that would be published')
  .option('--workers <count>', 'threads that train classifiers', atLeastOne, availableParallelism())
  .option('--cache <dir>', 'where the classifiers of real images are kept', cacheDirectory())
  .addHelpText(
    'after',
    '\nExample: npm run evaluate -- models/fashion-mnist --data data/fashion-mnist',
  )
  .action(run);

await runCommand(command, {
  expected: [
    BackendError,
    CheckpointError,
    ConfigError,
    DataError,
    EvaluationError,
    ModelError,
    PublishedModelError,
  ],
});

async function run(path: string, flags: Flags): Promise<void> {
  const protocol = flags.quick ? quickProtocol : fullProtocol;
  const name = basename(resolve(path));
  const out = flags.out ?? (flags.quick ? join('out', `quick-${name}`) : path);
  await bootBackend('wasm'); // Always the same one: the same model gives the same figures.
  const subject = await readSubject(path, flags);
  const { train, test } = await loadSplits(subject, flags.data);
  const stop = new AbortController();
  const onSignal = () => stop.abort(new Error('interrupted'));
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  const progress = new ProgressLine();
  const startedMs = performance.now();
  try {
    const { cache, workers } = flags;
    const { signal } = stop;
    const onProgress = (stage: string, share: number) => progress.show(stage, share);
    const options = { subject, train, test, protocol, cache, workers, signal, onProgress };
    const { metrics, exhibits } = await evaluate(options);
    progress.end();
    mkdirSync(out, { recursive: true });
    write(join(out, 'metrics.json'), `${JSON.stringify(metrics, null, 2)}\n`);
    write(join(out, 'report.html'), htmlReport({ metrics, exhibits }));
    for (const line of tableOf(figureRows(metrics))) console.log(line);
    const seconds = (performance.now() - startedMs) / 1000;
    console.log(`\n${join(out, 'metrics.json')} and report.html, after ${seconds.toFixed(0)} s`);
  } catch (error) {
    progress.end();
    if (error !== stop.signal.reason) throw error;
    console.error('stopped; nothing is written but the classifiers of real images that were done');
    process.exitCode = 130;
  } finally {
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  }
}

async function loadSplits({ manifest }: Subject, path = join('data', manifest.data.name)) {
  const form = trainedForm(manifest);
  const train = await loadDataSet(path, form);
  const test = await loadDataSet(path, { ...form, split: 'test' });
  const trainedOn = manifest.data.sha256;
  if (trainedOn !== undefined && trainedOn !== train.sha256) {
    console.error(
      `warning: ${path}: expected the images it was trained on (${trainedOn}), got ${train.sha256}; the nearest training images mean little`,
    );
  }
  return { train, test };
}

/** Whole or not at all. */
function write(path: string, text: string): void {
  writeFileSync(`${path}.part`, text);
  renameSync(`${path}.part`, path);
}

function tableOf(rows: readonly FigureRow[]): string[] {
  const width = (of: (row: FigureRow) => string) => Math.max(...rows.map((row) => of(row).length));
  const [first, second, third] = [
    width(({ measure }) => measure),
    width(({ model }) => model),
    Math.max(
      'bound'.length,
      width(({ bound }) => bound),
    ),
  ];
  const line = (measure: string, model: string, bound: string, reading: string) =>
    `${measure.padEnd(first)}  ${model.padStart(second)}  ${bound.padStart(third)}  ${reading}`;
  return [
    line('', 'model', 'bound', ''),
    ...rows.map(({ measure, model, bound, reading }) => line(measure, model, bound, reading)),
  ].map((text) => text.trimEnd());
}
