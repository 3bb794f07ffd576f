/**
 * What the service is made of, each part with the question whether it is in order. All are asked at once,
 * and none for longer than a few seconds: whoever asks for readiness wants an answer on a bad day, too.
 */

import { within } from '../within.ts';

/** Of a part: whether it is configured, and what fails where it is out of order. */
export interface Part {
  readonly name: string;
  /** Whether the service cannot do without it. */
  readonly needed: boolean;
  /** Whether the deployment has it. */
  readonly present: boolean;
  readonly ask: () => Promise<unknown>;
}

export interface PartState {
  readonly name: string;
  readonly state: 'ok' | 'failed' | 'absent';
  readonly needed: boolean;
}

export interface Answer extends PartState {
  /** Why it failed; for the operator alone. */
  readonly cause?: unknown;
}

/** After this, a part that has not answered has failed. */
const patienceMs = 5_000;

export function askParts(parts: readonly Part[], timeoutMs = patienceMs): Promise<Answer[]> {
  return Promise.all(parts.map((part) => askPart(part, timeoutMs)));
}

async function askPart({ name, needed, present, ask }: Part, timeoutMs: number): Promise<Answer> {
  if (!present) return { name, needed, state: 'absent' };
  try {
    await within(timeoutMs, name, ask);
    return { name, needed, state: 'ok' };
  } catch (cause) {
    return { name, needed, state: 'failed', cause };
  }
}

/** Whether the service can work with its parts in these states. */
export function isInTheWay({ state, needed }: PartState): boolean {
  return state === 'failed' || (state === 'absent' && needed);
}
