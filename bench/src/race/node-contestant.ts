/** A contestant in a Node process of its own: typed requests, and failures with its name. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { EngineName } from '../engines/names.ts';
import type { NetworkName } from '../networks.ts';
import type { Contestant, Drawing } from './contestant.ts';
import type { Answer, Request } from './messages.ts';

const program = new URL('./engine-process.ts', import.meta.url);

export class NodeContestant implements Contestant {
  readonly engine: EngineName;
  readonly runtime = 'node';
  readonly #process: ChildProcess;

  constructor(engine: EngineName) {
    this.engine = engine;
    this.#process = fork(program, [engine], {
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
  }

  async prepare(network: NetworkName, batch: number, warmMs: number): Promise<Drawing | undefined> {
    const reply = await this.#ask({ ask: 'prepare', network, batch, warmMs });
    if (reply.answer !== 'prepared') throw this.#unexpected(reply);
    return reply.drawing;
  }

  async turn(turnMs: number): Promise<number> {
    const reply = await this.#ask({ ask: 'turn', turnMs });
    if (reply.answer !== 'turned') throw this.#unexpected(reply);
    return reply.medianMs;
  }

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
          throw new Error(`${this.engine}: expected an answer, got the exit code ${code}`);
        }),
      ]);
      return reply as Answer;
    } finally {
      given.abort();
    }
  }

  #unexpected(reply: Answer): Error {
    const got = reply.answer === 'failed' ? reply.message : reply.answer;
    return new Error(`${this.engine}: expected it to do what it was asked, got ${got}`);
  }
}
