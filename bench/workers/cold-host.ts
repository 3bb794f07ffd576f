/**
 * A Worker that gives every request to a fresh isolate of another one, by the Worker Loader
 * (https://developers.cloudflare.com/workers/runtime-apis/bindings/worker-loader/). V8 would reuse the
 * WebAssembly that it compiled for an earlier isolate of the process, so each gets modules of other bytes.
 */
import { RpcTarget, WorkerEntrypoint } from 'cloudflare:workers';
import type { Guest } from '../src/limits/guest.ts';
import { withSection } from '../src/limits/with-section.ts';

interface Environment {
  readonly [binding: string]: unknown;
  /** A {@link Guest} as JSON. */
  readonly GUEST: string;
  readonly LOADER: WorkerLoader;
  readonly MODELS: R2Bucket;
  readonly DB: D1Database;
}

/** R2 for the guest: a binding to a bucket cannot be handed on, one to a service can. */
export class Bucket extends WorkerEntrypoint<Environment> {
  async get(key: string) {
    const object = await this.env.MODELS.get(key);
    if (object === null) return null;
    const bytes = await object.arrayBuffer();
    return { size: object.size, etag: object.etag, arrayBuffer: () => bytes };
  }
}

/** D1 for the guest, by the same way. */
export class Tables extends WorkerEntrypoint<Environment> {
  prepare(sql: string): Query {
    return new Query(this.env.DB.prepare(sql));
  }
}

class Query extends RpcTarget {
  readonly #statement: D1PreparedStatement;

  constructor(statement: D1PreparedStatement) {
    super();
    this.#statement = statement;
  }

  bind(...values: unknown[]): Query {
    return new Query(this.#statement.bind(...values));
  }

  run(): Promise<D1Result> {
    return this.#statement.run();
  }
}

/** Decoded once: that it is text is no part of a start. */
let script: string | undefined;

// biome-ignore lint/style/noDefaultExport: what workerd runs.
export default {
  fetch(request: Request, env: Environment, context: ExecutionContext): Promise<Response> {
    return env.LOADER.load(guestCode(env, context)).getEntrypoint().fetch(request);
  },
};

function guestCode(env: Environment, context: ExecutionContext): WorkerLoaderWorkerCode {
  const { compatibilityDate, compatibilityFlags, bindings, modules } = JSON.parse(
    env.GUEST,
  ) as Guest;
  const [main] = modules;
  if (main === undefined) throw new Error('expected modules, got none');
  const bytesOf = (binding: string) => new Uint8Array(env[binding] as ArrayBuffer);
  script ??= new TextDecoder().decode(bytesOf(main.binding));
  const id = crypto.randomUUID();
  const services = loopback(context);
  const wasm = modules.flatMap(({ path, isWasm, binding }) =>
    isWasm ? [[path, { wasm: withSection(bytesOf(binding), id) }] as const] : [],
  );
  return {
    compatibilityDate,
    compatibilityFlags: [...compatibilityFlags],
    mainModule: main.path,
    modules: { [main.path]: { js: script }, ...Object.fromEntries(wasm) },
    env: {
      ...bindings,
      MODELS: services.Bucket({ props: {} }),
      DB: services.Tables({ props: {} }),
    },
  };
}

/** This Worker's own exports as services. */
function loopback({ exports }: ExecutionContext) {
  type Service = (options: { readonly props: object }) => Fetcher;
  return exports as unknown as { readonly Bucket: Service; readonly Tables: Service };
}
