/**
 * Processor time of a request: that of the whole workerd process, by the scheduler's books, with its
 * garbage collector and compiler threads. Everything takes its turn in every round, and a figure is the
 * median of the rounds, so that what else the machine does strikes all of them alike.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Call } from '../../../scripts/workerd/connection.ts';
import { Connection } from '../../../scripts/workerd/connection.ts';
import { processorMs } from '../../../scripts/workerd/processes.ts';
import { median } from '../statistics.ts';
import { expectAnswer } from './scenario.ts';

/** Something that is asked for, at one Worker of the process. */
export interface Asked {
  readonly route: string;
  readonly format: string;
  readonly status?: number;
  readonly origin: URL;
  call(i: number): Call;
}

export interface CpuEffort {
  readonly rounds: number;
  /** Of each turn, more or less. */
  readonly turnMs: number;
  /** Before the first round. */
  readonly warmMs: number;
}

/** What is done after the last answer, such as keeping it, is done by then. */
const SETTLE_MS = 20;
const LEAST_REQUESTS = 5;
const MOST_REQUESTS = 200;

/** Milliseconds a request, in the order of `asked`. */
export async function measureCpu(
  processId: number,
  asked: readonly Asked[],
  { rounds, turnMs, warmMs }: CpuEffort,
  onProgress: (text: string) => void,
): Promise<number[]> {
  const turns = asked.map((it) => new Turn(processId, it));
  try {
    for (const [index, turn] of turns.entries()) {
      onProgress(`warming up ${index + 1} of ${turns.length}: ${turn.name}`);
      await turn.warm(warmMs, turnMs);
    }
    for (let round = 0; round < rounds; round++) {
      onProgress(`processor time: round ${round + 1} of ${rounds}`);
      for (const turn of turns) await turn.take();
    }
    return turns.map((turn) => median(turn.cpuMs));
  } finally {
    for (const turn of turns) turn.close();
  }
}

class Turn {
  /** Of a request, by round. */
  readonly cpuMs: number[] = [];
  readonly #processId: number;
  readonly #asked: Asked;
  readonly #connection: Connection;
  #requests = LEAST_REQUESTS;
  #count = 0;

  constructor(processId: number, asked: Asked) {
    this.#processId = processId;
    this.#asked = asked;
    this.#connection = new Connection(asked.origin);
  }

  get name(): string {
    return `${this.#asked.route} as ${this.#asked.format}`;
  }

  async warm(warmMs: number, turnMs: number): Promise<void> {
    const startMs = performance.now();
    const first = this.#count;
    do await this.#ask();
    while (performance.now() - startMs < warmMs);
    const eachMs = (performance.now() - startMs) / (this.#count - first);
    const requests = Math.round(turnMs / eachMs);
    this.#requests = Math.min(MOST_REQUESTS, Math.max(LEAST_REQUESTS, requests));
  }

  async take(): Promise<void> {
    const before = await processorMs(this.#processId);
    for (let i = 0; i < this.#requests; i++) await this.#ask();
    await sleep(SETTLE_MS);
    this.cpuMs.push(((await processorMs(this.#processId)) - before) / this.#requests);
  }

  async #ask(): Promise<void> {
    expectAnswer(this.#asked, await this.#connection.send(this.#asked.call(this.#count++)));
  }

  close(): void {
    this.#connection.close();
  }
}
