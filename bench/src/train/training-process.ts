/** A contestant in a process of its own, as the race sees it. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { type Contestant, nameOf } from './contestants.ts';
import type { Answer, Request } from './messages.ts';
import type { Turn } from './workload.ts';

const program = new URL('./contestant-process.ts', import.meta.url);

export class TrainingProcess {
  readonly contestant: Contestant;
  readonly #process: ChildProcess;

  constructor(contestant: Contestant) {
    this.contestant = contestant;
    this.#process = fork(program, [], {
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
  }

  /** @throws Error when it fails; a backend that is not there is an answer */
  async prepare(warmMs: number): Promise<Extract<Answer, { answer: 'prepared' | 'absent' }>> {
    const reply = await this.#ask({ ask: 'prepare', contestant: this.contestant, warmMs });
    if (reply.answer === 'prepared' || reply.answer === 'absent') return reply;
    throw this.#unexpected(reply);
  }

  async turn(turnMs: number): Promise<Turn> {
    const reply = await this.#ask({ ask: 'turn', turnMs });
    if (reply.answer === 'turned') return reply.turn;
    throw this.#unexpected(reply);
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
          throw new Error(
            `${nameOf(this.contestant)}: expected an answer, got the exit code ${code}`,
          );
        }),
      ]);
      return reply as Answer;
    } finally {
      given.abort();
    }
  }

  #unexpected(reply: Answer): Error {
    const got = reply.answer === 'failed' ? reply.message : reply.answer;
    return new Error(`${nameOf(this.contestant)}: expected what it was asked, got ${got}`);
  }
}
