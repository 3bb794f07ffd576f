/** Versions made ready to draw, fetched when they are first needed, and a few of them held. */
import { type Digest, sha256Hex } from '@comfy-edge/model';
import { EngineError, type LoadedModel, loadModel } from '@comfy-edge/runtime';
import type { ReplayCache } from './cache/replay-cache.ts';
import type { LocalEngine } from './engine.ts';
import { keptBytes } from './kept-bytes.ts';
import { ReplayError } from './replay-error.ts';
import type { Service } from './service.ts';

/** Each has its weights in the engine's memory, which never shrinks. */
const HELD = 4;

export interface Version {
  readonly model: string;
  readonly digest: Digest;
}

export class Library {
  readonly #engine: LocalEngine;
  readonly #cache: ReplayCache;
  readonly #service: Service | undefined;
  /** By digest, the one used last at the end. */
  readonly #held = new Map<Digest, Promise<LoadedModel>>();

  constructor(engine: LocalEngine, cache: ReplayCache, service: Service | undefined) {
    this.#engine = engine;
    this.#cache = cache;
    this.#service = service;
  }

  /**
   * Runs `action` with the version, which stays valid during this synchronous call only.
   *
   * @throws ReplayError, ComfyEdgeError of the service
   */
  async use<T>(version: Version, action: (loaded: LoadedModel) => T): Promise<T> {
    for (;;) {
      const holding = this.#hold(version);
      const loaded = await holding;
      // While this waited, others may have put it away.
      if (this.#held.get(version.digest) === holding) return action(loaded);
    }
  }

  /**
   * Makes sure that the version can be drawn without a network, here and after a restart.
   *
   * @throws as `use`; ReplayError `cache_failed`
   */
  async keep(version: Version): Promise<void> {
    const { weights } = await this.use(version, (it) => it.manifest.networks.generator);
    const names = {
      [manifestName(version.digest)]: version.digest,
      [blobName(weights.sha256)]: weights.sha256,
    };
    for (const [name, sha256] of Object.entries(names)) {
      const kept = await this.#cache.read(name).catch(() => undefined);
      if (kept !== undefined && (await sha256Hex(kept)) === sha256) continue;
      throw new ReplayError('cache_failed', `expected the cache to keep ${name}, got nothing back`);
    }
  }

  #hold(version: Version): Promise<LoadedModel> {
    const { digest } = version;
    const holding = this.#held.get(digest) ?? this.#load(version);
    this.#held.delete(digest);
    this.#held.set(digest, holding);
    holding.catch(() => this.#drop(digest, holding));
    const [oldest] = this.#held;
    if (this.#held.size > HELD && oldest !== undefined) this.#drop(...oldest);
    return holding;
  }

  #drop(digest: Digest, holding: Promise<LoadedModel>): void {
    if (this.#held.get(digest) !== holding) return;
    this.#held.delete(digest);
    holding.then(
      ({ generator }) => generator.dispose(),
      () => undefined,
    );
  }

  async #load({ model, digest }: Version): Promise<LoadedModel> {
    const engine = await this.#engine.start();
    const cache = this.#cache;
    const service = this.#service;
    const manifestBytes = await keptBytes({
      ...{ cache, name: manifestName(digest), sha256: digest },
      fetch: service && (() => service.manifest(model, digest)),
    });
    const readBlob = (sha256: string) =>
      keptBytes({
        ...{ cache, name: blobName(sha256), sha256 },
        fetch: service && (() => service.weights(model, digest, 'generator')),
      });
    try {
      return await loadModel({ engine, manifestBytes, digest, readBlob });
    } catch (cause) {
      // A blob that could not be read has its own reason.
      if (cause instanceof EngineError && cause.code === 'blob_missing') throw cause.cause;
      if (cause instanceof EngineError) {
        throw new ReplayError('model_unsupported', cause.message, { cause });
      }
      throw cause;
    }
  }
}

const manifestName = (digest: string) => `manifests/${digest}`;
const blobName = (sha256: string) => `blobs/${sha256}`;
