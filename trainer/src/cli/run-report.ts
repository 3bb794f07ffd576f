/**
 * What a person and a script see of a run: the view of it, `stats.jsonl`, its curves, and TensorBoard's
 * event file.
 */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { decode } from 'fast-png';
import type { RunDirectory } from '../loop/run-directory.ts';
import type { RunState } from '../loop/run-state.ts';
import type { EpochMeasures, Observer } from '../loop/train.ts';
import { writeCurves } from '../report/curves.ts';
import type { FrameContent, RunTitle } from '../report/frame.ts';
import { RunMeter } from '../report/run-meter.ts';
import type { RunView } from '../report/run-view.ts';
import { appendStats, readStats, type StatsLine } from '../report/stats-log.ts';
import { EventFile } from '../report/tensorboard/event-file.ts';

const statsEverySteps = 50;

export class RunReport implements Observer {
  readonly #directory: RunDirectory;
  readonly #view: RunView;
  readonly #title: RunTitle;
  readonly #meter: RunMeter;
  readonly #events: EventFile;
  /** All of the run's, as in `stats.jsonl`. */
  readonly #lines: StatsLine[];

  constructor(run: RunState, directory: RunDirectory, view: RunView, backend: string) {
    this.#directory = directory;
    this.#view = view;
    this.#meter = new RunMeter(run);
    this.#lines = [...readStats(directory.statsPath)];
    this.#events = new EventFile(directory.eventsPath, run.progress.step);
    const { preset, epochs } = run.config;
    this.#title = { preset, epochs, backend, data: run.dataSet.name, path: directory.path };
  }

  onStep(run: RunState, scalars: Readonly<Record<string, number>>): void {
    this.#meter.add(scalars);
    if (run.progress.step % statsEverySteps === 0) this.#writeMeans(run);
    this.#view.update(() => this.#content());
  }

  onEpoch(run: RunState, epoch: number, { diversity, quality }: EpochMeasures): void {
    this.#writeMeans(run);
    const { waitedMs } = run; // Of this process, as is the share.
    const { waitingShare } = this.#meter.read();
    const least = diversity && { diversity: diversity.share, leastDiverse: diversity.name };
    this.#write({ epoch, ...run.progress, ...least, ...quality, waitedMs, waitingShare });
  }

  async afterEpoch(run: RunState, epoch: number, measures: EpochMeasures): Promise<void> {
    const { step } = run.progress;
    const { diversity, quality } = measures;
    if (diversity !== undefined) {
      this.#events.addScalars(step, { 'quality/diversity': diversity.share });
    }
    if (quality !== undefined) {
      const { cfid, ganTest } = quality;
      this.#events.addScalars(step, { 'quality/cfid': cfid, 'quality/ganTest': ganTest });
    }
    const png = readFileSync(this.#directory.sheetPath(epoch));
    this.#events.addImage(step, 'samples', { ...decode(png), png });
    await writeCurves(this.#directory.curvesPath, this.#lines);
    this.#view.say(this.#epochLine(run, epoch, measures));
  }

  #content(): FrameContent {
    const networks = new Set(
      this.#lines.flatMap((line) => Object.keys(line).filter((name) => name.endsWith('/total'))),
    );
    return {
      title: this.#title,
      reading: this.#meter.read(),
      courses: new Map(
        [...networks].map((name) => [
          name.split('/', 1)[0] ?? name,
          this.#lines.flatMap(({ [name]: value }) => (typeof value === 'number' ? [value] : [])),
        ]),
      ),
      measured: this.#lines.flatMap(({ epoch, cfid, ganTest }) =>
        epoch !== undefined && typeof cfid === 'number' && typeof ganTest === 'number'
          ? [{ epoch, cfid, ganTest }]
          : [],
      ),
    };
  }

  #writeMeans(run: RunState): void {
    const means = this.#meter.takeMeans();
    if (means === undefined) return;
    const { step, images, seconds } = run.progress;
    const { imagesPerSecond } = this.#meter.read();
    this.#write({ step, images, seconds, imagesPerSecond, ...means });
    this.#events.addScalars(step, { ...means, 'speed/imagesPerSecond': imagesPerSecond });
  }

  #write(line: StatsLine): void {
    this.#lines.push(line);
    appendStats(this.#directory.statsPath, line);
  }

  #epochLine(run: RunState, epoch: number, { diversity, quality }: EpochMeasures): string {
    const measured =
      quality === undefined
        ? ''
        : `, cFID ${quality.cfid.toFixed(2)}, GAN-test ${(100 * quality.ganTest).toFixed(1)} %`;
    const least =
      diversity === undefined
        ? ''
        : `, diversity ${(100 * diversity.share).toFixed(0)} % (${diversity.name})`;
    const pace = `${this.#meter.read().imagesPerSecond.toFixed(0)} images/s`;
    const sheet = basename(this.#directory.sheetPath(epoch));
    return `epoch ${epoch}/${run.config.epochs}: ${pace}${measured}${least}, samples/${sheet}`;
  }
}
