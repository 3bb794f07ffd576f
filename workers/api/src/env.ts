/** What the Worker is given by its configuration, and what a request carries on its way. */

import type { Caller } from './auth/caller.ts';
import type { Creation } from './ledger/creation.ts';
import type { KeyLedger } from './ledger/key-ledger.ts';
import type { TraceContext } from './observability/trace-context.ts';

/** Bindings of wrangler.jsonc. Each is checked where it is used: a deployment may lack it. */
export interface Bindings {
  /** Object storage of the models. */
  readonly MODELS?: R2Bucket;
  /** The database of keys, and of what is moved or counted. */
  readonly DB?: D1Database;
  /** The static files. */
  readonly ASSETS?: Fetcher;
  /** SHA-256 in hexadecimal of the key that makes the first others: a secret; without it there is none. */
  readonly ADMIN_KEY_HASH?: string;
  /** `true` takes versions that no listed publisher signed; `false` is the default. */
  readonly UNSIGNED_MODELS?: string;
  /** A JSON Web Key set whose first key signs receipts: a secret; without it they are not signed. */
  readonly RECEIPT_KEYS?: string;
  /** `true` opens images by URL to requests without a key; `false` is the default. */
  readonly PUBLIC_IMAGES?: string;
  /** Origins whose pages may call this service, with commas between; none is the default. */
  readonly PAGE_ORIGINS?: string;
  /** The model that the service must have to be ready: a name, name@alias or name@digest. */
  readonly DEFAULT_MODEL?: string;
  /** Golden images, JSON as `canary/goldens.ts` reads it; without them determinism is not watched. */
  readonly CANARY_GOLDENS?: string;
  /** Which version of the Worker this is. */
  readonly CF_VERSION_METADATA?: WorkerVersionMetadata;
  /** Where what is counted goes; without it, nothing is. */
  readonly ANALYTICS?: AnalyticsEngineDataset;
  /** Share of the requests without a failure that leave a line in the log, 0 to 1; 1 is the default. */
  readonly LOGGED_SUCCESSES?: string;
  /** The ledgers, one a key: quotas, usage and idempotency. */
  readonly KEY_LEDGER?: DurableObjectNamespace<KeyLedger>;
  /** Turns floods of one address away before anything else is done. */
  readonly SHIELD?: RateLimit;
  /** `Quotas` of keys that have none of their own, also as JSON; without it they have no limit. */
  readonly QUOTAS?: unknown;
  /** Milliseconds until an isolate reports what it did; 1000 is the default. */
  readonly REPORT_MS?: string;
}

/** What the log line of a request says besides its outcome. */
interface LogFields {
  keyId?: string;
  model?: string;
  digest?: string;
  images?: number;
  /** Whether this isolate held the model. */
  cache?: 'hit' | 'miss';
  /** Whether the data centre's cache held the image. */
  imageCache?: 'hit' | 'miss';
  /** The full story of a failure, for the operator alone. */
  error?: string;
}

export interface AppEnv {
  Bindings: Bindings;
  Variables: {
    requestId: string;
    trace: TraceContext;
    log: LogFields;
    /** Absent where no key is needed. */
    caller?: Caller;
    /** Of requests that make something for a key. */
    creation?: Creation;
  };
}
