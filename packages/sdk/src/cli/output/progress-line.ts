/** One line at the bottom that says how far the work is, drawn over itself; on terminals alone. */
import stringWidth from 'string-width';
import type { Output } from '../terminal.ts';

const barWidth = 24;
const drawEveryMs = 80;
/** Nothing is shown of what takes less. */
const quietMs = 300;
const spinner = '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏';
const eraseLine = '\r\x1b[2K';

export class ProgressLine {
  readonly #output: Output;
  readonly #label: string;
  readonly #startedMs = performance.now();
  #timer: NodeJS.Timeout | undefined;
  #done = 0;
  #total: number | undefined;

  constructor(output: Output, label: string) {
    this.#output = output;
    this.#label = label;
    if (output.isTTY !== true) return;
    this.#timer = setInterval(() => this.#draw(), drawEveryMs);
    this.#timer.unref();
  }

  /** How much of how much there is to do has been done. */
  report(done: number, total: number): void {
    this.#done = done;
    this.#total = total;
  }

  end(): void {
    if (this.#timer === undefined) return;
    clearInterval(this.#timer);
    this.#output.write(eraseLine);
  }

  #draw(): void {
    const elapsedMs = performance.now() - this.#startedMs;
    if (elapsedMs < quietMs) return;
    const { columns = 80 } = this.#output;
    let text = `${this.#state(elapsedMs)}  ${this.#label}`;
    while (stringWidth(text) >= columns) text = text.slice(0, -1);
    this.#output.write(eraseLine + text);
  }

  #state(elapsedMs: number): string {
    if (this.#total === undefined) {
      const turn = spinner[Math.floor(elapsedMs / drawEveryMs) % spinner.length];
      return `${turn} ${(elapsedMs / 1000).toFixed(0)} s`;
    }
    const full = Math.round((barWidth * this.#done) / Math.max(1, this.#total));
    const bar = '█'.repeat(full) + '░'.repeat(barWidth - full);
    return `${bar} ${this.#done}/${this.#total}`;
  }
}
