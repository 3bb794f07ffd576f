/** What `cloudflare:workers` offers in tests: the bindings of wrangler.jsonc and the Worker itself. */

declare namespace Cloudflare {
  interface Env {
    readonly MODELS: R2Bucket;
    readonly DB: D1Database;
    /** Of `migrations/`; see `support/setup.ts`. */
    readonly MIGRATIONS: import('cloudflare:test').D1Migration[];
    readonly ADMIN_KEY_HASH: string;
    readonly KEY_LEDGER: DurableObjectNamespace<import('../../src/index.ts').KeyLedger>;
  }
  interface GlobalProps {
    mainModule: typeof import('../../src/index.ts');
  }
}
