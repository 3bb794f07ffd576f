/** Means of a run's scalars, its speed and the time it still takes. */
import type { RunState } from '../loop/run-state.ts';

/** What is known of a run at one moment. */
export interface Reading {
  readonly step: number;
  readonly epoch: number;
  readonly images: number;
  readonly totalImages: number;
  /** Of training alone, lately. */
  readonly imagesPerSecond: number;
  /** With sampling, measuring and checkpoints, at the pace since this process started. */
  readonly secondsLeft: number;
  /** Share of the training time in which a step waited for its images, in [0, 1]. */
  readonly waitingShare: number;
  /** Means since the last line of `stats.jsonl`, or of that line. */
  readonly scalars: Readonly<Record<string, number>>;
}

/** Steps whose speed is averaged. */
const windowSteps = 50;

export class RunMeter {
  readonly #run: RunState;
  readonly #startedAt = performance.now();
  readonly #startImages: number;
  readonly #startSeconds: number;
  /** Of the last steps: images and seconds at their ends. */
  readonly #window: { images: number; seconds: number }[];
  readonly #sums = new Map<string, { sum: number; count: number }>();
  #latest: Readonly<Record<string, number>> = {};

  constructor(run: RunState) {
    const { images, seconds } = run.progress;
    this.#run = run;
    this.#startImages = images;
    this.#startSeconds = seconds;
    this.#window = [{ images, seconds }];
  }

  add(scalars: Readonly<Record<string, number>>): void {
    for (const [name, value] of Object.entries(scalars)) {
      const total = this.#sums.get(name) ?? { sum: 0, count: 0 };
      this.#sums.set(name, { sum: total.sum + value, count: total.count + 1 });
    }
    const { images, seconds } = this.#run.progress;
    this.#window.push({ images, seconds });
    if (this.#window.length > windowSteps + 1) this.#window.shift();
  }

  /** The means since the last call; nothing if there was no step since. */
  takeMeans(): Readonly<Record<string, number>> | undefined {
    if (this.#sums.size === 0) return undefined;
    this.#latest = this.#means();
    this.#sums.clear();
    return this.#latest;
  }

  read(): Reading {
    const run = this.#run;
    const { step, images, seconds } = run.progress;
    const [first] = this.#window;
    const trained = seconds - this.#startSeconds;
    const elapsed = (performance.now() - this.#startedAt) / 1000;
    const done = images - this.#startImages;
    return {
      step,
      epoch: Math.min(run.config.epochs, Math.floor(images / run.epochImages) + 1),
      images: Math.min(images, run.totalImages),
      totalImages: run.totalImages,
      imagesPerSecond:
        first === undefined || seconds <= first.seconds
          ? 0
          : (images - first.images) / (seconds - first.seconds),
      secondsLeft: done > 0 ? (Math.max(0, run.totalImages - images) * elapsed) / done : Number.NaN,
      waitingShare: trained > 0 ? Math.min(1, run.waitedMs / 1000 / trained) : 0,
      scalars: this.#sums.size === 0 ? this.#latest : { ...this.#latest, ...this.#means() },
    };
  }

  #means(): Record<string, number> {
    return Object.fromEntries([...this.#sums].map(([name, { sum, count }]) => [name, sum / count]));
  }
}
