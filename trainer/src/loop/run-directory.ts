/**
 * What a run leaves on disk:
 *
 * - `options.json`: the resolved configuration, the data, the backend, versions, the commit
 * - `config.json`: the configuration alone, to repeat the run by `--config`
 * - `stats.jsonl`: a line every so many steps, and one per epoch
 * - `curves.svg`, `curves.png`: all of that over the images shown
 * - `tensorboard/`: the same for TensorBoard
 * - `samples/epoch-0001.png`: samples from the same seeds after every epoch, a row a class;
 *   under them real images, their reconstructions and variations
 * - `samples.gif`, `samples.apng`: those sheets as an animation
 * - `walk.gif`, `walk.apng`: once the run is done, a walk through the latents
 * - `checkpoint.safetensors`, `checkpoint-best.safetensors`: the last and the best measured one
 * - `checkpoints/step-0000000500.safetensors`: the last few
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ImageSize } from '../networks/generator.ts';
import { writeAnimation } from '../sheet/animation.ts';
import { encodeSheet, writeSheet } from '../sheet/sheet.ts';
import { type Checkpoint, CheckpointError } from './checkpoint.ts';
import { checkpointFiles, defaultKeep, KeptCheckpoints } from './kept-checkpoints.ts';
import type { SavedState } from './run-state.ts';
import type { Sheet } from './sample-sheet.ts';

export interface RunDirectoryOptions {
  /** How many of the last checkpoints are kept, beside the best one. */
  readonly keep?: number;
  /** After each of them. */
  readonly onCheckpoint?: () => void;
}

export class RunDirectory {
  readonly path: string;
  readonly #checkpoints: KeptCheckpoints;
  readonly #onCheckpoint: () => void;

  /**
   * @param resume whether the run in it is to go on
   * @throws CheckpointError if there is a run in it already and it is not to be resumed, none and
   *   it is, or the folder cannot be made
   */
  constructor(path: string, resume: boolean, options: RunDirectoryOptions = {}) {
    const { keep = defaultKeep, onCheckpoint = () => {} } = options;
    this.path = path;
    this.#onCheckpoint = onCheckpoint;
    this.#checkpoints = new KeptCheckpoints(path, keep);
    const exists = this.#checkpoints.exist;
    if (resume && !exists) {
      throw new CheckpointError(
        `${path}: expected a run with a checkpoint to resume, got none. Start it without --resume, or with --resume if-any.`,
      );
    }
    if (exists && !resume) {
      throw new CheckpointError(
        `${path}: holds a run already. Go on with it by --resume, or choose another --out.`,
      );
    }
    try {
      mkdirSync(this.samplesPath, { recursive: true });
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new CheckpointError(
        `${path}: expected a folder, or a place for one, got "${reason}". Choose another --out.`,
        { cause },
      );
    }
  }

  /** Whether there is a run in a folder that can go on. */
  static isRun(path: string): boolean {
    return new KeptCheckpoints(path, defaultKeep).exist;
  }

  get checkpointPath(): string {
    return join(this.path, checkpointFiles.last);
  }

  /** The checkpoint of the best measured epoch. */
  get bestCheckpointPath(): string {
    return join(this.path, checkpointFiles.best);
  }

  get statsPath(): string {
    return join(this.path, 'stats.jsonl');
  }

  /** Without its extension. */
  get curvesPath(): string {
    return join(this.path, 'curves');
  }

  /** TensorBoard's folder. */
  get eventsPath(): string {
    return join(this.path, 'tensorboard');
  }

  get samplesPath(): string {
    return join(this.path, 'samples');
  }

  sheetPath(epoch: number): string {
    return join(this.samplesPath, `epoch-${String(epoch).padStart(4, '0')}.png`);
  }

  /** Without its extensions, as for the walk. */
  get animationPath(): string {
    return join(this.path, 'samples');
  }

  get walkPath(): string {
    return join(this.path, 'walk');
  }

  /** The sheets of all epochs so far, in order. */
  sheetPaths(): string[] {
    const files = readdirSync(this.samplesPath).filter((file) => file.endsWith('.png'));
    return files.sort().map((file) => join(this.samplesPath, file));
  }

  async saveSheet(epoch: number, { images, columns }: Sheet, size: ImageSize): Promise<void> {
    writeSheet(this.sheetPath(epoch), { images, ...size }, columns);
    const sheets = this.sheetPaths().map((path) => readFileSync(path));
    await writeAnimation(this.animationPath, sheets);
  }

  async saveWalk(frames: readonly Sheet[], size: ImageSize): Promise<void> {
    const sheets = frames.map(({ images, columns }) => encodeSheet({ images, ...size }, columns));
    await writeAnimation(this.walkPath, sheets, { frameMs: 80, lastFrameMs: 80 });
  }

  writeOptions<T extends { readonly config: unknown }>(options: T): void {
    this.#writeJson('options.json', options);
    this.#writeJson('config.json', options.config);
  }

  saveCheckpoint(checkpoint: Checkpoint, isBest = false): void {
    const { step } = (checkpoint.state as SavedState).progress;
    this.#checkpoints.save(checkpoint, step, isBest);
    this.#onCheckpoint();
  }

  /** The command that lets the run go on from before its last checkpoints, if they are there. */
  get goBack(): string | undefined {
    return this.#checkpoints.goBack;
  }

  /** The last one that is whole; `say` is told of any that is not. */
  loadCheckpoint(say: (line: string) => void = () => {}): Checkpoint {
    return this.#checkpoints.load(say);
  }

  #writeJson(name: string, value: unknown): void {
    writeFileSync(join(this.path, name), `${JSON.stringify(value, null, 2)}\n`);
  }
}
