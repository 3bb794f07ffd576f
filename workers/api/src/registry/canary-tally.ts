/**
 * What each version of a split does, to compare them: requests and failures, counted in this isolate and
 * added to D1 by a write at most every few seconds, after an answer is sent. An isolate that is thrown away
 * takes with it what it counted since its last write: the counts compare two versions, they are no bill.
 */

import { Database, type Statement } from '../database.ts';

/** A split as it was when the request came. */
export interface SplitState {
  readonly model: string;
  readonly alias: string;
  /** Of the alias. */
  readonly revision: number;
}

interface Count extends SplitState {
  readonly digest: string;
  requests: number;
  failures: number;
}

export interface CanaryTallyOptions {
  /** Between two writes. */
  readonly intervalMs?: number;
}

export class CanaryTally {
  readonly #intervalMs: number;
  #counts = new Map<string, Count>();
  #writtenMs = Number.NEGATIVE_INFINITY;

  constructor({ intervalMs = 5_000 }: CanaryTallyOptions = {}) {
    this.#intervalMs = intervalMs;
  }

  count(split: SplitState, digest: string, outcome: 'answered' | 'failed'): void {
    const key = `${split.model} ${split.alias} ${split.revision} ${digest}`;
    const entry = this.#counts.get(key) ?? { ...split, digest, requests: 0, failures: 0 };
    entry.requests += 1;
    if (outcome === 'failed') entry.failures += 1;
    this.#counts.set(key, entry);
  }

  /** Writes what was counted, if it is time. Never fails: what cannot be written is tried again. */
  async write(d1: D1Database | undefined): Promise<void> {
    const nowMs = Date.now();
    if (this.#counts.size === 0 || nowMs - this.#writtenMs < this.#intervalMs) return;
    this.#writtenMs = nowMs;
    const counts = this.#counts;
    this.#counts = new Map();
    try {
      await new Database(d1).batch([...counts.values()].map(addition));
    } catch (error) {
      for (const [key, lost] of counts) {
        const later = this.#counts.get(key);
        if (later === undefined) this.#counts.set(key, lost);
        else {
          later.requests += lost.requests;
          later.failures += lost.failures;
        }
      }
      console.error(JSON.stringify({ error: `canary counts not written: ${String(error)}` }));
    }
  }
}

function addition({ model, alias, revision, digest, requests, failures }: Count): Statement {
  return {
    sql: `INSERT INTO canary_counts (model, alias, revision, digest, requests, failures)
          VALUES (?, ?, ?, ?, ?, ?)
          ON CONFLICT DO UPDATE SET requests = requests + excluded.requests,
            failures = failures + excluded.failures`,
    values: [model, alias, revision, digest, requests, failures],
  };
}
