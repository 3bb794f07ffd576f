/** One line of progress: what is being done, how much of the whole is, how long the rest takes. */
import { createLogUpdate } from 'log-update';
import { duration } from '../report/duration.ts';
import { progressBar } from '../report/frame.ts';

const drawEveryMs = 150;
const printEveryMs = 30_000;

export interface ProgressLineOptions {
  readonly stream?: NodeJS.WriteStream;
  /** Nothing is shown of what takes less. */
  readonly quietMs?: number;
}

export class ProgressLine {
  readonly #stream: NodeJS.WriteStream;
  readonly #log: ReturnType<typeof createLogUpdate>;
  readonly #quietMs: number;
  #startedMs = performance.now();
  #share = 0;
  #shownMs = Number.NEGATIVE_INFINITY;
  #stage = '';

  constructor({ stream = process.stdout, quietMs = 0 }: ProgressLineOptions = {}) {
    this.#stream = stream;
    this.#quietMs = quietMs;
    this.#log = createLogUpdate(stream);
  }

  /** Drawn over itself on a terminal; elsewhere a line a stage, and now and then. */
  show(stage: string, share: number): void {
    const now = performance.now();
    if (share < this.#share) this.#startedMs = now; // A pass of its own.
    this.#share = share;
    if (now - this.#startedMs < this.#quietMs) return;
    const every = this.#stream.isTTY ? drawEveryMs : printEveryMs;
    if (stage === this.#stage && now - this.#shownMs < every) return;
    this.#stage = stage;
    this.#shownMs = now;
    const secondsLeft = (((now - this.#startedMs) / 1000) * (1 - share)) / share;
    const left = share > 0.005 ? `${duration(secondsLeft)} left` : '…';
    const percent = `${(100 * share).toFixed(0)} %`;
    if (this.#stream.isTTY) this.#log(`${progressBar(share, 30)} ${percent}  ${left}  ${stage}`);
    else this.#stream.write(`${percent.padStart(5)}  ${left.padEnd(12)}  ${stage}\n`);
  }

  end(): void {
    if (!this.#stream.isTTY) return;
    this.#log.clear();
    this.#log.done();
  }
}
