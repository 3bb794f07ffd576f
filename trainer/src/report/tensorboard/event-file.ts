/**
 * A TensorBoard event file that grows with a run, written here and not by tfjs-node, so that every
 * backend has it. A process has a file of its own, as TensorFlow's writers do; TensorBoard reads all files of
 * a folder in the order of their names.
 */
import { appendFileSync, mkdirSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { encodeEvent, type PngImage, type RunEvent } from './event.ts';
import { frameRecord } from './record.ts';

export class EventFile {
  readonly path: string;

  /** @param firstStep of this process: 0, or where a resumed run goes on */
  constructor(folder: string, firstStep: number) {
    mkdirSync(folder, { recursive: true });
    // TensorBoard takes only names with `tfevents`, and sorts them by the seconds.
    const seconds = (Date.now() / 1000).toFixed(0).padStart(10, '0');
    this.path = join(folder, `events.out.tfevents.${seconds}.${hostname()}.${process.pid}`);
    this.#append({ step: 0, fileVersion: 'brain.Event:2' });
    if (firstStep > 0) this.#append({ step: firstStep, sessionStarts: true });
  }

  addScalars(step: number, scalars: Readonly<Record<string, number>>): void {
    this.#append({ step, scalars });
  }

  addImage(step: number, tag: string, image: PngImage): void {
    this.#append({ step, images: { [tag]: image } });
  }

  #append(event: Omit<RunEvent, 'wallTimeSeconds'>): void {
    appendFileSync(
      this.path,
      frameRecord(encodeEvent({ wallTimeSeconds: Date.now() / 1000, ...event })),
    );
  }
}
