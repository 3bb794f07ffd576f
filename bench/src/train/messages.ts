/** What the race asks of a contestant's process, and what it answers: one answer a request. */
import type { Losses } from './benchmark-step.ts';
import type { Contestant } from './contestants.ts';
import type { Turn } from './workload.ts';

export type Request =
  /** Boots, and takes steps until they are as fast as they get, `warmMs` at the least. */
  | { readonly ask: 'prepare'; readonly contestant: Contestant; readonly warmMs: number }
  /** Takes steps for at least `turnMs`. */
  | { readonly ask: 'turn'; readonly turnMs: number };

export type Answer =
  /** `losses` of the first step, where contestants can be compared by them. */
  | { readonly answer: 'prepared'; readonly losses?: Losses }
  /** The machine or the installation has no such backend. */
  | { readonly answer: 'absent'; readonly cause: string }
  | { readonly answer: 'turned'; readonly turn: Turn };
