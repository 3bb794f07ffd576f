/**
 * A contestant's process seen from the benchmark: one answer a request, and failures with its name.
 * {@link answerRequests} is the other side.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

/** What a process answers when it could not do what it was asked. */
export interface Failure {
  readonly answer: 'failed';
  readonly message: string;
}

export class AskedProcess<Request extends object, Answer extends { readonly answer: string }> {
  readonly #name: string;
  readonly #process: ChildProcess;

  /** @param name stands in the message of every failure */
  constructor(name: string, program: URL, args: readonly string[] = []) {
    this.#name = name;
    this.#process = fork(program, args, {
      execArgv: [],
      serialization: 'advanced', // Typed arrays stay what they are.
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
  }

  /** @throws Error when the process fails, ends, or answers with none of what is `expected` */
  async ask<Kind extends Answer['answer']>(
    request: Request,
    ...expected: readonly Kind[]
  ): Promise<Extract<Answer, { readonly answer: Kind }>> {
    const reply = await this.#reply(request);
    if (isOneOf(reply, expected)) return reply;
    const got = isFailure(reply) ? reply.message : reply.answer;
    throw new Error(`${this.#name}: expected the answer "${expected.join('" or "')}", got ${got}`);
  }

  async dispose(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const exit = once(this.#process, 'exit');
    this.#process.kill();
    await exit;
  }

  async #reply(request: Request): Promise<Answer | Failure> {
    const given = new AbortController();
    const { signal } = given;
    try {
      this.#process.send(request);
      const [reply] = await Promise.race([
        once(this.#process, 'message', { signal }),
        once(this.#process, 'exit', { signal }).then(([code]) => {
          throw new Error(`${this.#name}: expected an answer, got the exit code ${code}`);
        }),
      ]);
      return reply;
    } finally {
      given.abort();
    }
  }
}

function isOneOf<Answer extends { readonly answer: string }, Kind extends Answer['answer']>(
  reply: Answer | Failure,
  kinds: readonly Kind[],
): reply is Extract<Answer, { readonly answer: Kind }> {
  return kinds.some((kind) => kind === reply.answer);
}

function isFailure(reply: { readonly answer: string }): reply is Failure {
  return reply.answer === 'failed';
}
