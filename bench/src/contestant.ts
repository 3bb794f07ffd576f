/** A contestant's process seen from the benchmark: typed requests, and failures with its name. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { EngineName } from './engines/names.ts';
import type { Answer, Request } from './messages.ts';
import type { NetworkName } from './networks.ts';

const program = new URL('./engine-process.ts', import.meta.url);

export class Contestant {
  readonly name: EngineName;
  readonly #process: ChildProcess;

  constructor(name: EngineName) {
    this.name = name;
    this.#process = fork(program, [name], {
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
  }

  /**
   * Loads a network and warms up.
   *
   * @returns `[batch, height, width, channels]` in [-1, 1], or nothing of a ceiling
   */
  async prepare(
    network: NetworkName,
    batch: number,
    warmMs: number,
  ): Promise<Float32Array | undefined> {
    const reply = await this.#ask({ ask: 'prepare', network, batch, warmMs });
    if (reply.answer !== 'prepared') throw this.#unexpected(reply);
    return reply.pixels;
  }

  /** Milliseconds of one pass over the batch, the median of a turn. */
  async turn(turnMs: number): Promise<number> {
    const reply = await this.#ask({ ask: 'turn', turnMs });
    if (reply.answer !== 'turned') throw this.#unexpected(reply);
    return reply.medianMs;
  }

  /** Ends the process. */
  async dispose(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const exit = once(this.#process, 'exit');
    this.#process.kill();
    await exit;
  }

  async #ask(request: Request): Promise<Answer> {
    const given = new AbortController();
    const { signal } = given;
    try {
      this.#process.send(request);
      const [reply] = await Promise.race([
        once(this.#process, 'message', { signal }),
        once(this.#process, 'exit', { signal }).then(([code]) => {
          throw new Error(`${this.name}: expected an answer, got the exit code ${code}`);
        }),
      ]);
      return reply as Answer;
    } finally {
      given.abort();
    }
  }

  #unexpected(reply: Answer): Error {
    const got = reply.answer === 'failed' ? reply.message : reply.answer;
    return new Error(`${this.name}: expected it to do what it was asked, got ${got}`);
  }
}
