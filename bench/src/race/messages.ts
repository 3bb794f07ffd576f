/** What the benchmark asks of a contestant's process, and what it answers: one answer a request. */
import type { NetworkName } from '../networks.ts';
import type { Drawing } from './contestant.ts';

export type Request =
  /** Builds the network and passes over the batch for at least `warmMs`, once at the least. */
  | {
      readonly ask: 'prepare';
      readonly network: NetworkName;
      readonly batch: number;
      readonly warmMs: number;
    }
  /** Passes over the batch for at least `turnMs`, once at the least. */
  | { readonly ask: 'turn'; readonly turnMs: number };

export type Answer =
  /** A ceiling draws nothing. */
  | { readonly answer: 'prepared'; readonly drawing?: Drawing }
  /** Median of the turn's later half. */
  | { readonly answer: 'turned'; readonly medianMs: number };
