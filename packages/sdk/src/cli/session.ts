/** What a command works with: the service, what it prints, and what it shows on the way. */
import type { Command } from 'commander';
import type { ComfyEdge } from '../comfy-edge.ts';
import { type Paint, paintFor } from './output/paint.ts';
import { printable, printableJson } from './output/printable.ts';
import { ProgressLine } from './output/progress-line.ts';
import { chooseGraphics, type Graphics } from './preview/graphics.ts';
import { drawImages } from './preview/show-images.ts';
import { connect, type GlobalFlags } from './settings.ts';
import { colorBits, type Terminal } from './terminal.ts';

/** One answer, for programs and for people. */
export interface Answer {
  /** Its shape is what scripts rely on: fields may come, none may go. */
  readonly json: unknown;
  /** Lines, each with a line feed. */
  readonly text: (paint: Paint) => string;
}

export class Session {
  readonly terminal: Terminal;
  /** The tree of all commands. */
  readonly program: Command;
  readonly #flags: GlobalFlags;
  #edge: ComfyEdge | undefined;
  #graphics: Promise<Graphics | undefined> | undefined;

  constructor(terminal: Terminal, program: Command, flags: GlobalFlags) {
    this.terminal = terminal;
    this.program = program;
    this.#flags = flags;
  }

  /** The service; made when it is needed, so that a wrong URL is no matter where none is asked. */
  get edge(): ComfyEdge {
    this.#edge ??= connect(this.#flags, this.terminal);
    return this.#edge;
  }

  get isJson(): boolean {
    return this.#flags.json === true;
  }

  /** To stdout. */
  print({ json, text }: Answer): void {
    const { stdout } = this.terminal;
    if (this.isJson) stdout.write(`${printableJson(json)}\n`);
    else stdout.write(text(paintFor(colorBits(this.terminal, stdout))));
  }

  /** To stderr: what must be said beside the answer. */
  tell(text: string): void {
    if (this.isJson) return;
    const { stderr } = this.terminal;
    stderr.write(`${paintFor(colorBits(this.terminal, stderr)).dim(printable(text))}\n`);
  }

  /** The same for what a person may want to know, and a log need not keep. */
  note(text: string): void {
    if (this.terminal.stderr.isTTY === true) this.tell(text);
  }

  /** Works under a line of progress. */
  async during<Result>(
    label: string,
    work: (progress: Pick<ProgressLine, 'report'>) => Promise<Result>,
  ): Promise<Result> {
    const line = new ProgressLine(this.terminal.stderr, label);
    try {
      return await work(line);
    } finally {
      line.end();
    }
  }

  /** Draws images where the terminal can; elsewhere nothing happens. */
  async show(files: readonly Uint8Array[]): Promise<void> {
    if (this.isJson || files.length === 0) return;
    this.#graphics ??= chooseGraphics(this.#flags.preview, this.terminal);
    const graphics = await this.#graphics;
    if (graphics === undefined) return;
    const { text, total, shown } = drawImages(files, graphics, this.terminal);
    this.terminal.stdout.write(text);
    if (shown < total) this.note(`${shown} of ${total} images shown`);
  }
}
