/** What the program gets, wherever it runs, and what it answers. */

export interface Job {
  /** A real Worker that signs receipts and lets the page of the test in. */
  readonly url: string;
  readonly apiKey: string;
  readonly model: string;
  readonly digest: string;
  /** How many models there are, to be read page by page. */
  readonly modelCount: number;
  /** A server that misbehaves, `/<what it does>/<whose turn it is>/…` (`faulty-server.ts`). */
  readonly faultyUrl: string;
  /** SHA-256 of images that were made in Node 22 without the package. */
  readonly goldens: Readonly<Record<'png' | 'webp' | 'jpeg' | 'npy', string>>;
  /** One turn a runtime. */
  readonly turn: string;
}

export type SuiteName = 'contract' | 'retries' | 'idempotency' | 'replay' | 'verify';

/** What went wrong in each suite; nothing where it passed. */
export type Results = Readonly<Record<SuiteName, string | null>>;
