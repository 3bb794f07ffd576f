/** A run in a log file: a line now and then, without control characters. */
import { duration } from './duration.ts';
import { type FrameContent, nameOf, significant } from './frame.ts';
import type { RunView } from './run-view.ts';

const lineEveryMs = 30_000;

export class PlainLines implements RunView {
  #printedAt = Number.NEGATIVE_INFINITY;
  #preparing = '';

  prepare(name: string): void {
    if (name === this.#preparing) return;
    this.#preparing = name;
    console.log(`${name} …`);
  }

  update(content: () => FrameContent): void {
    const now = performance.now();
    if (now - this.#printedAt < lineEveryMs) return;
    this.#printedAt = now;
    console.log(lineOf(content()));
  }

  say(line: string): void {
    console.log(line);
  }

  end(): void {}
}

function lineOf({ title, reading }: FrameContent): string {
  const { epoch, images, totalImages, imagesPerSecond, secondsLeft, scalars } = reading;
  const shown = Object.entries(scalars).map(([name, value]) => {
    const [network = '', term = ''] = name.split('/', 2);
    return `${term === 'total' ? network : nameOf(network, term)} ${significant(value)}`;
  });
  return [
    `epoch ${epoch}/${title.epochs}`,
    `${((100 * images) / totalImages).toFixed(1)} %`,
    `${imagesPerSecond.toFixed(0)} images/s`,
    `${duration(secondsLeft)} left`,
    shown.join(' '),
  ].join(' | ');
}
