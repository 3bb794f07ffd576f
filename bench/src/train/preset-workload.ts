/**
 * The preset `fashion-28` on the images of the trainer's tests: bare steps on batches that are there,
 * and the whole loop as `npm run train` has it, with the thread that prepares batches, the reports, the
 * run's files. What the second takes longer is the trainer's overhead.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  drawInputs,
  loadDataSet,
  PlainLines,
  PrefetchedBatches,
  phasesOf,
  type Replicas,
  RunDirectory,
  RunReport,
  RunState,
  resolveConfig,
  startReplicas,
  train,
  trainStep,
} from '@comfy-edge/trainer/for-bench';
import { startTurn, type Turn, type Workload } from './workload.ts';

const preset = 'fashion-28';
const images = new URL('../../../trainer/fixtures/fashion-mnist-tiny', import.meta.url);

export async function openBareSteps(): Promise<Workload> {
  const run = await openRun();
  const phases = phasesOf(run.config);
  // Several: of a single batch, the networks would know everything soon.
  const drawn = Array.from({ length: cycleOf(run) }, () => drawInputs(run));
  return {
    async turn(atLeastMs) {
      const before = run.progress.images;
      const turn = startTurn();
      const end = performance.now() + atLeastMs;
      do {
        for (const inputs of drawn) await trainStep(run, phases, inputs);
      } while (performance.now() < end);
      return turn(run.progress.images - before);
    },
    async dispose() {
      run.batches.close();
    },
  };
}

export async function openLoop(workers: number): Promise<Workload> {
  const run = await openRun();
  const path = mkdtempSync(join(tmpdir(), 'comfy-edge-bench-'));
  let replicas: Replicas | undefined;
  if (workers > 1) replicas = await startReplicas(run, workers);
  const directory = new RunDirectory(path, false);
  const report = new RunReport(run, directory, new PlainLines(), 'wasm');
  return {
    async turn(atLeastMs) {
      const stop = new AbortController();
      let before = 0;
      const firstStep = run.progress.step + 1;
      let tell: ReturnType<typeof startTurn> | undefined;
      let turn: Turn = { images: 0, ms: 0, cpuMs: 0 };
      const observer = {
        onStep: (...step: Parameters<RunReport['onStep']>) => {
          report.onStep(...step);
          const { images } = run.progress;
          if (tell === undefined) [tell, before] = [startTurn(), images];
          turn = tell(images - before);
          const isWhole = (run.progress.step - firstStep) % cycleOf(run) === 0;
          if (isWhole && turn.ms >= atLeastMs) stop.abort();
        },
        onEpoch: () => {},
      };
      const { signal } = stop;
      // From its first step to its last: what comes before and after is not of every step.
      await train({ run, directory, observer, signal, ...(replicas && { replicas }) });
      return turn;
    },
    async dispose() {
      await replicas?.close();
      run.batches.close();
      rmSync(path, { recursive: true });
    },
  };
}

/** Steps after which the phases repeat: the encoder's is not in every step. Turns are whole cycles. */
function cycleOf({ config }: RunState): number {
  return config.vae.schedule[0]?.every ?? 1;
}

/** An epoch that does not end: what follows one is measured by nobody here. */
async function openRun(): Promise<RunState> {
  const config = resolveConfig(preset, [
    'epochs=1000',
    'epochImages=1000000000',
    'quality.everyEpochs=0',
    'checkpointMinutes=1000',
  ]);
  const dataSet = await loadDataSet(fileURLToPath(images), config.image);
  return new RunState(config, dataSet, (...options) => new PrefetchedBatches(...options));
}
