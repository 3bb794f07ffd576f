/**
 * What a person and a script see of a run: a progress bar with images a second and the time left,
 * a line per epoch, and `stats.jsonl`.
 */
import { Presets, SingleBar } from 'cli-progress';
import type { Quality } from '../evaluate/measure-quality.ts';
import type { RunDirectory } from '../loop/run-directory.ts';
import type { RunState } from '../loop/run-state.ts';
import type { Ending, Observer } from '../loop/train.ts';

const statsEverySteps = 50;

export class RunReport implements Observer {
  readonly #run: RunState;
  readonly #directory: RunDirectory;
  readonly #bar: SingleBar;
  readonly #startImages: number;
  readonly #startSeconds: number;
  readonly #sums = new Map<string, { sum: number; count: number }>();
  #latest: Record<string, number> = {};

  constructor(run: RunState, directory: RunDirectory) {
    this.#run = run;
    this.#directory = directory;
    this.#startImages = run.progress.images;
    this.#startSeconds = run.progress.seconds;
    this.#bar = new SingleBar(
      {
        format: '{bar} {percentage}% | {rate} images/s | {left} left | D real {real} fake {fake}',
        noTTYOutput: true,
        notTTYSchedule: 30_000,
        hideCursor: true,
      },
      Presets.shades_classic,
    );
    this.#bar.start(run.totalImages, run.progress.images, this.#payload());
  }

  onStep(run: RunState, scalars: Readonly<Record<string, number>>): void {
    for (const [name, value] of Object.entries(scalars)) {
      const total = this.#sums.get(name) ?? { sum: 0, count: 0 };
      this.#sums.set(name, { sum: total.sum + value, count: total.count + 1 });
    }
    if (run.progress.step % statsEverySteps === 0) this.#writeStats();
    this.#bar.update(Math.min(run.progress.images, run.totalImages), this.#payload());
  }

  onEpoch(run: RunState, epoch: number, quality: Quality | undefined): void {
    this.#writeStats();
    const { waitedMs } = run; // Of this process, as is the share.
    const trainedMs = 1000 * Math.max(1e-9, run.progress.seconds - this.#startSeconds);
    const waitingShare = waitedMs / trainedMs;
    this.#directory.appendStats({ epoch, ...run.progress, ...quality, waitedMs, waitingShare });
    const measured =
      quality === undefined
        ? ''
        : `, cFID ${quality.cfid.toFixed(2)}, GAN-test ${(100 * quality.ganTest).toFixed(1)} %`;
    this.#say(
      `epoch ${epoch}/${run.config.epochs}: ${this.#rate().toFixed(0)} images/s${measured}`,
    );
  }

  /** Says how the run ended and what to do next. */
  close(ending: Ending): void {
    this.stop();
    const { path } = this.#directory;
    console.log(describe(ending, path));
  }

  /** Ends the progress bar, whose timer would keep the process alive. */
  stop(): void {
    this.#bar.stop();
  }

  #writeStats(): void {
    if (this.#sums.size === 0) return;
    const { step, images, seconds } = this.#run.progress;
    this.#latest = Object.fromEntries(
      [...this.#sums].map(([name, { sum, count }]) => [name, sum / count]),
    );
    this.#sums.clear();
    this.#directory.appendStats({
      step,
      images,
      seconds,
      imagesPerSecond: this.#rate(),
      ...this.#latest,
    });
  }

  /** Images a second since the start or the resumption, training alone. */
  #rate(): number {
    const { images, seconds } = this.#run.progress;
    return (images - this.#startImages) / Math.max(1e-9, seconds - this.#startSeconds);
  }

  #payload(): Record<string, string> {
    const rate = this.#rate();
    const seconds =
      rate > 0 ? (this.#run.totalImages - this.#run.progress.images) / rate : Number.NaN;
    return {
      rate: rate.toFixed(0),
      left: Number.isFinite(seconds) ? duration(seconds) : '…',
      real: this.#latest['discriminator/real']?.toFixed(2) ?? '…',
      fake: this.#latest['discriminator/fake']?.toFixed(2) ?? '…',
    };
  }

  #say(line: string): void {
    if (process.stdout.isTTY) process.stdout.write('\r\u001b[K');
    console.log(line);
  }
}

function describe(ending: Ending, path: string): string {
  switch (ending) {
    case 'epochs':
      return `done: ${path}`;
    case 'threshold':
      return `done, the quality threshold is reached: ${path}`;
    case 'patience':
      return `done, the measured distance falls no more: ${path}`;
    case 'interrupted':
      return `stopped; the checkpoint is written in ${path}. Go on with the same command and --resume`;
    default:
      return ending satisfies never;
  }
}

function duration(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  if (minutes < 1) return `${Math.ceil(seconds)} s`;
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
