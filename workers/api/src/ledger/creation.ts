/** What a request that makes something has to do with the ledger of its key, from its first byte to its last. */

import type { Work } from './estimated-cpu.ts';
import type { KeyAccount, LedgerCalls } from './key-account.ts';
import type { Quotas } from './quotas.ts';
import type { Grant, LimitState } from './window-counters.ts';

/** Before anything ran. */
export const noWork: Work = {
  imageMultiplyAdds: 0,
  encoderMultiplyAdds: 0,
  triedImages: 0,
  triesClasses: false,
};

export interface Creation extends Work {
  readonly account: KeyAccount;
  readonly ledger: () => LedgerCalls;
  readonly quotas: Quotas;
  /** Where the request has an `Idempotency-Key`. */
  readonly record?: OnRecord;
  /** Once it was let in. */
  admitted?: {
    readonly images: number;
    readonly isStream: boolean;
    readonly grant: Grant | undefined;
    readonly limits: readonly LimitState[];
    readonly inlineLimitBytes: number;
  };
  /** Whether the ledger was asked and its answer never came: it may have begun an execution. */
  isUnsure: boolean;
}

export interface OnRecord {
  readonly idempotencyKey: string;
  readonly fingerprint: string;
  /** Names what is asked for, over all its executions. */
  readonly change: string;
  /** Names this execution. */
  readonly token: string;
  /** For the answer of an earlier request. */
  readonly waitMs: number;
  /**
   * Where the body leaves it open: the same for every execution, so that whoever must execute anew, after a
   * crash or for a stream, makes the same images.
   */
  readonly seedU32: number;
}
