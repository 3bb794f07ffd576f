/**
 * Reaches a key's ledger. A Durable Object moves, restarts and is deployed anew under its callers' feet: what
 * it says can be repeated is repeated once, with a stub of its own, as the platform asks
 * (https://developers.cloudflare.com/durable-objects/best-practices/error-handling/). All calls bear that.
 * Whatever else goes wrong is the problem `ledger_unavailable`: who may make how much is never guessed.
 */

import type { Bindings } from '../env.ts';
import { ProblemError } from '../http/problem-error.ts';
import { within } from '../within.ts';
import type { LedgerCalls } from './key-account.ts';

/** Of one call; a repetition may wait ten seconds for the first one's answer. */
const callTimeoutMs = 5_000;
const waitingTimeoutMs = 15_000;

/** @throws Error where the deployment lacks the binding */
export function ledgerOf({ KEY_LEDGER }: Bindings, keyId: string): LedgerCalls {
  if (KEY_LEDGER === undefined) {
    throw new Error('expected the Durable Object binding KEY_LEDGER, got none');
  }
  const call = <T>(timeoutMs: number, action: (ledger: LedgerCalls) => Promise<T>) =>
    // A stub that has failed once goes on failing.
    reach(() =>
      within(timeoutMs, 'the ledger', () =>
        action(KEY_LEDGER.getByName(keyId) as unknown as LedgerCalls),
      ),
    );
  return {
    admit: (request) =>
      call(request.attempt === undefined ? callTimeoutMs : waitingTimeoutMs, (it) =>
        it.admit(request),
      ),
    complete: (...values) => call(callTimeoutMs, (it) => it.complete(...values)),
    settle: (...values) => call(callTimeoutMs, (it) => it.settle(...values)),
  };
}

async function reach<T>(action: () => Promise<T>): Promise<T> {
  try {
    return await action().catch((error: unknown) => {
      if (isRepeatable(error)) return action();
      throw error;
    });
  } catch (cause) {
    throw new ProblemError(
      'ledger_unavailable',
      "expected the key's ledger to answer, got a failure; try again",
      { cause },
    );
  }
}

/** The object was reset, or could not be reached, and is not just too busy. */
function isRepeatable(error: unknown): boolean {
  const { retryable, durableObjectReset, overloaded } = error as ObjectFailure;
  return (retryable === true || durableObjectReset === true) && overloaded !== true;
}

/** What the platform says of a failed call. */
interface ObjectFailure {
  readonly retryable?: boolean;
  readonly durableObjectReset?: boolean;
  readonly overloaded?: boolean;
}
