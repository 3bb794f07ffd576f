/** What an isolate and a key's ledger say to each other: plain data, as Workers RPC copies it. */

import type { Quotas } from './quotas.ts';
import type { Grant, LimitState } from './window-counters.ts';

/** What was done for one model on one day. */
export interface UsageCount {
  /** Number of the day since 1970, UTC. */
  readonly day: number;
  /** Empty where the request named no model there is. */
  readonly model: string;
  readonly requests: number;
  readonly images: number;
  /** Estimated. */
  readonly cpuMs: number;
  /** Answers of 400 and above. */
  readonly errors: number;
}

/** What an isolate has done since it last said. A report that comes twice counts once. */
export interface Report {
  readonly id: string;
  readonly returned: readonly Grant[];
  readonly usage: readonly UsageCount[];
}

/** A request under an `Idempotency-Key`. */
export interface Attempt {
  readonly idempotencyKey: string;
  /** SHA-256 of what is asked. */
  readonly fingerprint: string;
  /** Names this execution, so that a call may be repeated. */
  readonly token: string;
  /** Whether the answer is a stream, which is not stored but made again. */
  readonly isStream: boolean;
  /** How long to wait for the answer of an earlier request. */
  readonly waitMs: number;
  /**
   * What was drawn for it, sealed: what came with the first attempt counts for all. The answer is not stored,
   * but made again of it.
   */
  readonly drawn?: Uint8Array<ArrayBuffer>;
  /** The object that had the stored body is gone: executes anew. */
  readonly objectLost?: boolean;
}

export interface AdmitRequest {
  readonly keyId: string;
  readonly quotas: Quotas;
  readonly images: number;
  readonly slack: number;
  readonly attempt?: Attempt | undefined;
  readonly report?: Report | undefined;
}

/** An answer as it is kept. */
export interface StoredAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Or the key of the object that has it. */
  readonly body: Uint8Array<ArrayBuffer> | string;
}

export type Admission = {
  readonly limits: readonly LimitState[];
} & (
  | {
      readonly verdict: 'execute';
      /** With what may be spent besides the images asked for. */
      readonly grant: Grant;
      /** How long that may be spent, counted from when it was asked for. */
      readonly leaseMs: number;
      /** Bodies up to here are stored in the ledger, larger ones in R2. */
      readonly inlineLimitBytes: number;
      /** Of the first attempt. */
      readonly drawn?: Uint8Array<ArrayBuffer>;
    }
  | { readonly verdict: 'replay'; readonly answer: StoredAnswer }
  | { readonly verdict: 'mismatch' }
  | { readonly verdict: 'busy'; readonly retryAfterMs: number }
  | {
      readonly verdict: 'exceeded';
      readonly policy: string;
      readonly retryAfterMs: number;
    }
);

export interface Completion {
  readonly idempotencyKey: string;
  readonly token: string;
  /** Without one the execution failed: the key may be tried again, with the same or another request. */
  readonly answer?: StoredAnswer;
}
