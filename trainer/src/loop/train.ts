/**
 * The training loop: walk the phases, average the generator, and after every epoch sample, measure
 * and checkpoint. Everything it decides by is in the configuration and the run's state.
 */
import type { Quality } from '../evaluate/measure-quality.ts';
import type { Replicas } from '../parallel/replicas.ts';
import { phasesOf } from './phases.ts';
import { reconstructionError } from './reconstruction-error.ts';
import type { RunDirectory } from './run-directory.ts';
import type { RunState } from './run-state.ts';
import { type ClassDiversity, checkDiversity, leastDiversity } from './sample-diversity.ts';
import { sampleSheet } from './sample-sheet.ts';
import { Sampler } from './sampling.ts';
import { drawInputs } from './step-inputs.ts';
import { trainStep } from './train-step.ts';

/** What the caller sees of a run as it goes. */
export interface Observer {
  /** After every step. `scalars` are `<network>/<term>`. */
  onStep(run: RunState, scalars: Readonly<Record<string, number>>): void;
  /** As an epoch ends, before its checkpoint: what a run that is killed must not lack when it goes on. */
  onEpoch(run: RunState, epoch: number, measures: EpochMeasures): void;
  /** After its checkpoint: what can be made again. */
  afterEpoch?(run: RunState, epoch: number, measures: EpochMeasures): void | Promise<void>;
}

/** What was measured after an epoch. */
export interface EpochMeasures {
  /** Of the class whose samples differ least; absent where real images of none differ. */
  readonly diversity?: ClassDiversity;
  /** Where the epoch was to be measured. */
  readonly quality?: Quality;
}

export interface TrainOptions {
  readonly run: RunState;
  readonly directory: RunDirectory;
  readonly observer: Observer;
  /** Measures the sampler; absent where the configuration measures nothing. */
  readonly measure?: (sampler: Sampler) => Quality;
  /** The workers that share every step; absent: this thread takes them alone. */
  readonly replicas?: Replicas;
  /** Ends the run after the present step, with a checkpoint. */
  readonly signal: AbortSignal;
}

export type Ending = 'epochs' | 'threshold' | 'patience' | 'interrupted';

/** @throws TrainingDiverged, TrainingCollapsed, ReplicaError, CheckpointError; the run's last checkpoint is whole either way */
export async function train(options: TrainOptions): Promise<Ending> {
  const { run, directory, observer, replicas, signal } = options;
  const phases = phasesOf(run.config);
  const before = endingOf(run); // A run may have been killed as it was about to end.
  if (before !== undefined) return before;
  let checkpointed = performance.now();
  while (run.progress.images < run.totalImages) {
    const epoch = Math.floor(run.progress.images / run.epochImages);
    const started = performance.now();
    const inputs = drawInputs(run);
    const scalars = await (replicas?.step(inputs) ?? trainStep(run, phases, inputs));
    run.progress.seconds += (performance.now() - started) / 1000;
    observer.onStep(run, scalars);
    if (run.progress.images >= (epoch + 1) * run.epochImages) {
      await replicas?.check();
      await finishEpoch(options, epoch + 1);
      checkpointed = performance.now();
      const ending = endingOf(run);
      if (ending !== undefined) return ending;
    } else if (performance.now() - checkpointed > run.config.checkpointMinutes * 60_000) {
      await replicas?.check();
      directory.saveCheckpoint(run.snapshot());
      checkpointed = performance.now();
    }
    // Lets the next batch be prepared and a signal be heard.
    await new Promise((resolve) => setImmediate(resolve));
    if (signal.aborted) {
      await replicas?.check();
      directory.saveCheckpoint(run.snapshot());
      return 'interrupted';
    }
  }
  return 'epochs';
}

/** Whether what was measured so far is enough: good, or no better for too long. */
function endingOf({ config, progress, epochImages }: RunState): Ending | undefined {
  const { best, images } = progress;
  const { stopAtCfid, patience, everyEpochs } = config.quality;
  if (best === undefined || everyEpochs === 0) return undefined;
  if (best.cfid <= stopAtCfid) return 'threshold';
  const epoch = Math.floor(images / epochImages);
  const measuresSinceBest = Math.floor((epoch - best.epoch) / everyEpochs);
  return patience > 0 && measuresSinceBest >= patience ? 'patience' : undefined;
}

/** @throws TrainingCollapsed, after the epoch's line and before its checkpoint */
async function finishEpoch(
  { run, directory, observer, measure }: TrainOptions,
  epoch: number,
): Promise<void> {
  const sampler = new Sampler(run.networks, run.config.seed);
  try {
    const sheet = sampleSheet(sampler, run.dataSet);
    await directory.saveSheet(epoch, sheet, run.config.image);
    const diversity = leastDiversity(sheet, run.dataSet);
    run.progress.reconstructionError = reconstructionError(sampler, run.dataSet);
    const due = measure !== undefined && epoch % run.config.quality.everyEpochs === 0;
    const quality = due ? measure(sampler) : undefined;
    const bestCfid = run.progress.best?.cfid ?? Number.POSITIVE_INFINITY;
    const isBest = quality !== undefined && quality.cfid < bestCfid;
    if (isBest) run.progress.best = { cfid: quality.cfid, ganTest: quality.ganTest, epoch };
    const measures = { ...(diversity && { diversity }), ...(quality && { quality }) };
    observer.onEpoch(run, epoch, measures);
    checkDiversity(diversity, run.config.guards.diversity, directory.goBack);
    directory.saveCheckpoint(run.snapshot(), isBest);
    await observer.afterEpoch?.(run, epoch, measures);
  } finally {
    sampler.dispose();
  }
}
