/** A run on a terminal: one screen, drawn over itself by log-update. */
import { createLogUpdate } from 'log-update';
import { type FrameContent, frameOf, progressBar } from './frame.ts';
import type { RunView } from './run-view.ts';

const drawEveryMs = 150;

export class LiveScreen implements RunView {
  readonly #stream: NodeJS.WriteStream;
  readonly #log: ReturnType<typeof createLogUpdate>;
  #drawnAt = Number.NEGATIVE_INFINITY;
  #latest: (() => FrameContent) | undefined;

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream;
    this.#log = createLogUpdate(stream);
  }

  prepare(name: string, share: number): void {
    if (!this.#isDue()) return;
    this.#log(`${name}  ${progressBar(share, 40)}  ${(100 * share).toFixed(0)} %`);
  }

  update(content: () => FrameContent): void {
    this.#latest = content;
    if (this.#isDue()) this.#draw(content);
  }

  say(line: string): void {
    this.#log.persist(line);
    if (this.#latest !== undefined) this.#draw(this.#latest);
  }

  end(): void {
    if (this.#latest === undefined) this.#log.clear();
    else this.#draw(this.#latest);
    this.#log.done();
  }

  #draw(content: () => FrameContent): void {
    this.#log(frameOf(content(), this.#stream.columns));
  }

  #isDue(): boolean {
    const now = performance.now();
    if (now - this.#drawnAt < drawEveryMs) return false;
    this.#drawnAt = now;
    return true;
  }
}
