/** A runtime under test: where its executable is, and how it runs the program. */
import type { PublishedFiles } from '../published-models.ts';
import type { Answer } from './digests.ts';

export interface Runtime {
  readonly name: string;
  /** What `--version` must print. */
  readonly version: RegExp;
  /** The executable, where this machine has it. */
  readonly find: () => Promise<string | undefined>;
  /** How this machine gets it. */
  readonly remedy: string;
  readonly run: (executable: string, job: Job) => Promise<Answer>;
  /** What it says where the processor has no SIMD. */
  readonly withoutSimd: RegExp;
}

export interface Job {
  readonly models: readonly PublishedFiles[];
  readonly v8Flags: readonly string[];
}

/** Longer than the slowest of them takes on a busy machine. */
export const TIMEOUT_MS = 60_000;

/** Of a runtime that ended before it answered. */
export function silence(stderr: string): Answer {
  return { refusal: { code: 'silent', message: stderr } };
}
