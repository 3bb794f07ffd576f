/**
 * The checkpoints of a run: the last few under `checkpoints/`, by their step, and two names beside it for the
 * last and the best. A checkpoint is written once; the names are hard links, moved by renaming, so that
 * a run killed between any two calls has its last checkpoint whole.
 */
import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { type Checkpoint, CheckpointError, readCheckpoint, writeCheckpoint } from './checkpoint.ts';

/** Of the latest state, and of the best measured epoch. */
export const checkpointFiles = {
  last: 'checkpoint.safetensors',
  best: 'checkpoint-best.safetensors',
} as const;

export const defaultKeep = 3;

export class KeptCheckpoints {
  readonly #run: string;
  readonly #keep: number;

  /** @param keep how many of the last ones, at least 1 */
  constructor(run: string, keep: number) {
    this.#run = run;
    this.#keep = keep;
  }

  get exist(): boolean {
    return this.#candidates().length > 0;
  }

  get #folder(): string {
    return join(this.#run, 'checkpoints');
  }

  /** @throws CheckpointError if it could not be written; all earlier ones are still there */
  save(checkpoint: Checkpoint, step: number, isBest: boolean): void {
    mkdirSync(this.#folder, { recursive: true });
    const path = join(this.#folder, fileOf(step));
    writeCheckpoint(path, checkpoint);
    linkAs(path, join(this.#run, checkpointFiles.last));
    if (isBest) linkAs(path, join(this.#run, checkpointFiles.best));
    this.#drop(path);
  }

  /**
   * The last one; where that is damaged, the last that is whole.
   *
   * @param say is told of damaged ones
   * @throws CheckpointError if none is whole
   */
  load(say: (line: string) => void): Checkpoint {
    const unreadable: CheckpointError[] = [];
    for (const path of this.#candidates()) {
      try {
        const checkpoint = readCheckpoint(path);
        for (const { message } of unreadable) say(message);
        if (unreadable.length > 0) say(`going on from ${path}`);
        return checkpoint;
      } catch (error) {
        if (!(error instanceof CheckpointError)) throw error;
        unreadable.push(error);
      }
    }
    throw unreadable[0] ?? new CheckpointError(`${this.#run}: expected a checkpoint, got none.`);
  }

  /** The command that makes the oldest one the last, if there is one before that. */
  get goBack(): string | undefined {
    const [oldest, ...later] = this.#stepFiles();
    // A new name for it: copied over, it would change what the last one's other name stands for.
    return oldest === undefined || later.length === 0
      ? undefined
      : `"ln -f ${oldest} ${join(this.#run, checkpointFiles.last)}"`;
  }

  /** The last one first. */
  #candidates(): string[] {
    const last = join(this.#run, checkpointFiles.last);
    return [...(existsSync(last) ? [last] : []), ...this.#stepFiles().reverse()];
  }

  /** In the order of their steps. */
  #stepFiles(): string[] {
    if (!existsSync(this.#folder)) return [];
    const names = readdirSync(this.#folder).filter((name) => /^step-\d+\.safetensors$/.test(name));
    return names.sort().map((name) => join(this.#folder, name));
  }

  /** What is too old, what a killed process began, and what a resumed run has left behind. */
  #drop(newest: string): void {
    const upToNow = this.#stepFiles().filter((path) => path <= newest);
    const kept = new Set(upToNow.slice(-this.#keep));
    for (const name of readdirSync(this.#folder)) {
      const path = join(this.#folder, name);
      if (!kept.has(path)) rmSync(path, { force: true });
    }
  }
}

function fileOf(step: number): string {
  return `step-${String(step).padStart(10, '0')}.safetensors`;
}

/** A second name, in one move; a copy where the file system has no hard links. */
function linkAs(path: string, name: string): void {
  const partial = `${name}.partial`;
  rmSync(partial, { force: true });
  try {
    linkSync(path, partial);
  } catch {
    copyFileSync(path, partial);
  }
  renameSync(partial, name);
}
