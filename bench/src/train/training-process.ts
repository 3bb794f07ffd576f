/** A contestant in a process of its own, as the race sees it. */
import { AskedProcess } from '../process/asked-process.ts';
import { type Contestant, nameOf } from './contestants.ts';
import type { Answer, Request } from './messages.ts';
import type { Turn } from './workload.ts';

const program = new URL('./contestant-process.ts', import.meta.url);

export class TrainingProcess {
  readonly contestant: Contestant;
  readonly #process: AskedProcess<Request, Answer>;

  constructor(contestant: Contestant) {
    this.contestant = contestant;
    this.#process = new AskedProcess(nameOf(contestant), program);
  }

  /** @throws Error when it fails; a backend that is not there is an answer */
  prepare(warmMs: number): Promise<Extract<Answer, { answer: 'prepared' | 'absent' }>> {
    const request: Request = { ask: 'prepare', contestant: this.contestant, warmMs };
    return this.#process.ask(request, 'prepared', 'absent');
  }

  async turn(turnMs: number): Promise<Turn> {
    const { turn } = await this.#process.ask({ ask: 'turn', turnMs }, 'turned');
    return turn;
  }

  dispose(): Promise<void> {
    return this.#process.dispose();
  }
}
