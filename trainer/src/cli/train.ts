/** `npm run train`: trains a model from a preset and a folder of images. */
import { Command, Option } from 'commander';
import { BackendError, type BackendName, backendNames, bootBackend } from '../backend/boot.ts';
import { codeState } from '../config/code-state.ts';
import { presets } from '../config/presets.ts';
import { ConfigError, type TrainConfig } from '../config/train-config.ts';
import { DataError } from '../data/data-error.ts';
import {
  type DataSet,
  defaultCacheFolder,
  defaultMemoryBytes,
  loadDataSet,
} from '../data/data-set.ts';
import { PrefetchedBatches } from '../data/prefetched-batches.ts';
import { samplerQuality } from '../evaluate/sampler-quality.ts';
import { adoptWeights } from '../fine-tune/adopt-weights.ts';
import { type InitialWeights, readInitialWeights } from '../fine-tune/initial-weights.ts';
import { CheckpointError } from '../loop/checkpoint.ts';
import { defaultKeep } from '../loop/kept-checkpoints.ts';
import { latentWalk } from '../loop/latent-walk.ts';
import { isOutOfMemory, OutOfMemory, outOfMemory } from '../loop/out-of-memory.ts';
import { RunDirectory } from '../loop/run-directory.ts';
import { describeMachine, earlierMachines, recordedOptions } from '../loop/run-options.ts';
import { RunState } from '../loop/run-state.ts';
import { Sampler } from '../loop/sampling.ts';
import { type Ending, train } from '../loop/train.ts';
import { TrainingCollapsed, TrainingDiverged } from '../loop/training-failure.ts';
import {
  checkBackend,
  checkSlices,
  ReplicaError,
  type Replicas,
  startReplicas,
} from '../parallel/replicas.ts';
import { checkPublishable } from '../publish/check-publishable.ts';
import { overBudget } from '../publish/edge-budget.ts';
import { PublishedModelError } from '../publish/read-published.ts';
import { type RunView, runView } from '../report/run-view.ts';
import { openStore } from '../storage/object-store.ts';
import { RunMirror } from '../storage/run-mirror.ts';
import { StorageError } from '../storage/storage-error.ts';
import { append } from './append.ts';
import { type ConfigFlags, configOfFlags, defaultPreset } from './config-of-flags.ts';
import { dryRun } from './dry-run.ts';
import { atLeastOne, wholeNumber } from './parse-number.ts';
import { reading } from './reading-images.ts';
import { findRun, type Resume, restoreRun } from './resume-run.ts';
import { runCommand } from './run-command.ts';
import { RunReport } from './run-report.ts';

interface Flags extends ConfigFlags {
  readonly data: string;
  readonly dataMemory: number;
  readonly dataCache: string;
  /** Absent only where nothing is written. */
  readonly out?: string;
  readonly initFrom?: string;
  readonly resume: Resume;
  readonly checkpointTo?: string;
  readonly keep: number;
  readonly backend?: BackendName;
  readonly workers: number;
  readonly dryRun: boolean;
}

const command = new Command('npm run train --')
  .description('Train a class-conditional VAE-GAN on a folder of labelled images.')
  .addOption(
    new Option(
      '--preset <name>',
      `networks, losses and schedule (default: ${defaultPreset})`,
    ).choices(presets.map(({ preset }) => preset)),
  )
  .requiredOption(
    '--data <path>',
    'IDX files, class folders of PNG, JPEG or WebP images, a .zip of those, or WebDataset .tar shards',
  )
  .option(
    '--data-memory <MiB>',
    'decoded images beyond this lie in a file',
    wholeNumber,
    defaultMemoryBytes / 2 ** 20,
  )
  .option('--data-cache <dir>', 'where such files are kept', defaultCacheFolder)
  .option('--out <dir>', 'the run: checkpoints, samples, stats (required but for --dry-run)')
  .option(
    '--init-from <dir>',
    'begin with the weights of a published model or of another run; new classes may be added',
  )
  .addOption(
    new Option(
      '--resume [if-any]',
      'go on with the run in --out, the other options as before; if-any: or start it',
    )
      .choices(['if-any'])
      .default(false, 'no'),
  )
  .option(
    '--checkpoint-to <url>',
    'copy every checkpoint to s3://bucket/prefix, r2://bucket/prefix or file:///folder; --resume fetches it',
  )
  .option('--keep <count>', 'last checkpoints to keep, beside the best', atLeastOne, defaultKeep)
  .addOption(
    new Option('--backend <name>', 'instead of the first that works').choices(backendNames),
  )
  .option(
    '--workers <count>',
    'threads that share every batch, on the wasm backend; at best as many as processor cores',
    wholeNumber,
    1,
  )
  .option('--epochs <count>', 'passes over the images', wholeNumber)
  .option('--seed <u32>', 'of weights, order and noise; 0 to 4294967295', wholeNumber)
  .option(
    '--stop-at-cfid <distance>',
    'stop when the class-feature Fréchet distance is this low',
    Number,
  )
  .option('--config <file>', 'JSON: some fields, or all, as in the config.json of a run')
  .addOption(
    new Option('--set <field=value>', 'override any field; may be repeated')
      .argParser(append)
      .default([], 'none'),
  )
  .option(
    '--dry-run',
    'print the resolved configuration, what its networks cost and how long it would take',
    false,
  )
  .addHelpText(
    'after',
    '\nExample: npm run train -- --preset smoke --data data/fashion-mnist --out runs/first',
  )
  .action(run);

await runCommand(command, {
  expected: [
    BackendError,
    CheckpointError,
    ConfigError,
    DataError,
    OutOfMemory,
    PublishedModelError,
    ReplicaError,
    StorageError,
    TrainingCollapsed,
    TrainingDiverged,
  ],
  afterSystemError:
    'Mend that (disk space, permissions) and run the same command again, with --resume if --out has a checkpoint',
});

async function run({ out, ...flags }: Flags): Promise<void> {
  if (out === undefined && !flags.dryRun) {
    return command.error("error: required option '--out <dir>' not specified");
  }
  const config = configOfFlags(flags);
  if (flags.dryRun) console.log(JSON.stringify(config, null, 2));
  checkSlices(config, flags.workers);
  const dataSet = await reading((onProgress) =>
    loadDataSet(flags.data, {
      ...config.image,
      memoryBytes: flags.dataMemory * 2 ** 20,
      cacheFolder: flags.dataCache,
      onProgress,
    }),
  );
  const edge = checkPublishable(config, dataSet.classes.length);
  if (flags.dryRun || out === undefined) return await dryRun(config, dataSet, edge, flags);
  const over = overBudget(edge);
  if (over !== undefined) {
    console.error(`warning: the generator is over the edge's budget (in parentheses) with ${over}`);
  }
  const view = runView();
  const say = (line: string) => view.say(line);
  const mirror =
    flags.checkpointTo === undefined ? undefined : new RunMirror(openStore(flags.checkpointTo));
  const resumes = await findRun(out, flags.resume, mirror);
  const initial = resumes || !flags.initFrom ? undefined : await readInitialWeights(flags.initFrom);
  const directory = new RunDirectory(out, resumes, {
    keep: flags.keep,
    onCheckpoint: () => mirror?.push(out, say),
  });
  const backend = await bootBackend(flags.backend);
  for (const line of backend.reason) console.log(`backend ${line}`);
  checkBackend(backend.name, flags.workers);

  const state = new RunState(config, dataSet, (...options) => new PrefetchedBatches(...options));
  const machine = { backend: backend.name, workers: flags.workers };
  const before = resumes ? recordedOptions(directory.path) : undefined;
  if (resumes) restoreRun(state, directory, before, machine);
  if (initial !== undefined) begin(state, initial);
  const parent = before?.parent ?? initial?.parent;
  const earlier = earlierMachines(before, machine, state.progress.step);
  directory.writeOptions({
    ...optionsOf(config, dataSet),
    ...machine,
    ...(earlier.length > 0 && { earlier }),
    ...(parent && { parent }),
    ...codeState(),
  });
  console.log(
    `${dataSet.name}: ${dataSet.count} images of ${dataSet.classes.length} classes, ${config.epochs} epochs, ${describeMachine(machine)}`,
  );
  const stop = new AbortController();
  const onSignal = () => stop.abort(new Error('interrupted'));
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  let replicas: Replicas | undefined;
  try {
    const measure = await measureOf(state, stop.signal, view);
    if (flags.workers > 1) replicas = await startReplicas(state, flags.workers);
    const report = new RunReport(state, directory, view, describeMachine(machine));
    const ending = await train({
      run: state,
      directory,
      observer: report,
      signal: stop.signal,
      ...(measure === undefined ? {} : { measure }),
      ...(replicas === undefined ? {} : { replicas }),
    });
    view.end();
    if (ending !== 'interrupted') await walk(state, directory);
    mirror?.push(directory.path, say);
    await mirror?.settle();
    console.log(describeEnding(ending, directory.path));
    if (ending === 'interrupted') process.exitCode = 130;
  } catch (error) {
    view.end();
    if (isOutOfMemory(error)) {
      throw outOfMemory(error, config, backend.name, state.batches.batchSize);
    }
    if (error !== stop.signal.reason) throw error;
    console.error('stopped before the first step; start again with the same command');
    process.exitCode = 130;
  } finally {
    await replicas?.close();
    state.batches.close();
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  }
}

async function walk({ config, networks, dataSet }: RunState, directory: RunDirectory) {
  const sampler = new Sampler(networks, config.seed);
  try {
    const { latentSize } = config.generator;
    const frames = latentWalk(sampler, { latentSize, classCount: dataSet.classes.length });
    await directory.saveWalk(frames, config.image);
  } finally {
    sampler.dispose();
  }
}

/** The run's first weights are another's; says which classes are new to them. */
function begin({ networks, config, dataSet }: RunState, initial: InitialWeights): void {
  const { kept, added } = adoptWeights(networks, config, dataSet.classes, initial);
  const { kind, sha256 } = initial.parent;
  const news = added.length === 0 ? 'none new' : `${added.length} new: ${added.join(', ')}`;
  console.log(`begins with ${kind} ${sha256}: ${kept.length} classes known, ${news}`);
}

/** Trains the classifier that judges, where the configuration asks for measures. */
async function measureOf({ config, dataSet }: RunState, signal: AbortSignal, view: RunView) {
  const { everyEpochs, classifierSteps } = config.quality;
  if (everyEpochs === 0) return undefined;
  const onStep = (step: number) =>
    view.prepare('training the classifier that measures', step / classifierSteps);
  return await samplerQuality({ dataSet, config, signal, onStep });
}

function optionsOf(config: TrainConfig, dataSet: DataSet) {
  const { name, classes, count, sha256, licence, source } = dataSet;
  return { config, data: { name, classes, count, sha256, licence, source } };
}

/** How the run ended and what to do next. */
function describeEnding(ending: Ending, path: string): string {
  const look = `Look at it: npm run train:view -- ${path}`;
  switch (ending) {
    case 'epochs':
      return `done: ${path}\n${look}`;
    case 'threshold':
      return `done, the quality threshold is reached: ${path}\n${look}`;
    case 'patience':
      return `done, the measured distance falls no more: ${path}\n${look}`;
    case 'interrupted':
      return `stopped; the checkpoint is written in ${path}. Go on with the same command and --resume`;
    default:
      return ending satisfies never;
  }
}
