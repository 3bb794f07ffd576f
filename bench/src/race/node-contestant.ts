/** A contestant in a Node process of its own. */
import type { EngineName } from '../engines/names.ts';
import type { NetworkName } from '../networks.ts';
import { AskedProcess } from '../process/asked-process.ts';
import type { Contestant, Drawing } from './contestant.ts';
import type { Answer, Request } from './messages.ts';

const program = new URL('./engine-process.ts', import.meta.url);

export class NodeContestant implements Contestant {
  readonly engine: EngineName;
  readonly runtime = 'node';
  readonly #process: AskedProcess<Request, Answer>;

  constructor(engine: EngineName) {
    this.engine = engine;
    this.#process = new AskedProcess(engine, program, [engine]);
  }

  async prepare(network: NetworkName, batch: number, warmMs: number): Promise<Drawing | undefined> {
    const request: Request = { ask: 'prepare', network, batch, warmMs };
    const { drawing } = await this.#process.ask(request, 'prepared');
    return drawing;
  }

  async turn(turnMs: number): Promise<number> {
    const { medianMs } = await this.#process.ask({ ask: 'turn', turnMs }, 'turned');
    return medianMs;
  }

  dispose(): Promise<void> {
    return this.#process.dispose();
  }
}
