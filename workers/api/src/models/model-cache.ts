/**
 * The networks this isolate holds, by version, the one used longest ago dropped first, and the gate
 * that lets one be loaded at a time, so that a burst of requests to a cold isolate stays in memory.
 * A version's encoder is an entry of its own, there only once it was needed.
 *
 * A load is never awaited by another request: in Workers, I/O belongs to the request that started it
 * and dies with it, and whoever waited for it would wait for ever. Others look again by timers of
 * their own, and the gate opens by itself when a load takes too long. A failed load leaves nothing.
 */

import type { LoadedModel } from '@comfy-edge/runtime';
import { type LoadedEncoder, modelLimitBytes } from './load-version.ts';

/** A network with what was loaded beside it. */
type Loaded = LoadedModel | LoadedEncoder;

export interface ModelCacheOptions {
  /** Bytes of the WASM heap for all models together; one more is there while it is loaded. */
  readonly budgetBytes?: number;
  /** After this, a load that has not ended is taken for dead. */
  readonly loadTimeoutMs?: number;
}

const lookAgainMs = 5;

export class ModelCache {
  readonly #budgetBytes: number;
  readonly #loadTimeoutMs: number;
  /** The one used longest ago first. */
  readonly #entries = new Map<string, Loaded>();
  /** The load under way. */
  #loading: { readonly untilMs: number } | undefined;

  constructor({ budgetBytes = modelLimitBytes, loadTimeoutMs = 5_000 }: ModelCacheOptions = {}) {
    this.#budgetBytes = budgetBytes;
    this.#loadTimeoutMs = loadTimeoutMs;
  }

  get sizeBytes(): number {
    let sum = 0;
    for (const entry of this.#entries.values()) sum += sizeOf(entry);
    return sum;
  }

  /**
   * Runs `action` with the network of that key, which stays valid during this synchronous call only.
   *
   * @param key names a network; the same one whoever asks
   * @throws what `load` and `action` throw
   */
  async use<M extends Loaded, T>(
    key: string,
    load: () => Promise<M>,
    action: (model: M) => T,
  ): Promise<{ result: T; cache: 'hit' | 'miss' }> {
    while (!this.#entries.has(key) && this.#isLoading()) {
      await new Promise((resolve) => setTimeout(resolve, lookAgainMs));
    }
    const held = this.#entries.get(key);
    if (held !== undefined) {
      this.#touch(key, held);
      return { result: action(held as M), cache: 'hit' };
    }
    const model = this.#adopt(key, await this.#load(load));
    try {
      return { result: action(model), cache: 'miss' };
    } finally {
      this.#shrink();
    }
  }

  #isLoading(): boolean {
    return this.#loading !== undefined && Date.now() < this.#loading.untilMs;
  }

  async #load<M extends Loaded>(load: () => Promise<M>): Promise<M> {
    const own = { untilMs: Date.now() + this.#loadTimeoutMs };
    this.#loading = own;
    try {
      return await load();
    } finally {
      if (this.#loading === own) this.#loading = undefined;
    }
  }

  /** Keeps a model, or drops it where a load that was taken for dead has come first. */
  #adopt<M extends Loaded>(key: string, loaded: M): M {
    const earlier = this.#entries.get(key);
    if (earlier !== undefined) networkOf(loaded).dispose();
    const model = (earlier ?? loaded) as M;
    this.#touch(key, model);
    return model;
  }

  #touch(key: string, model: Loaded): void {
    this.#entries.delete(key);
    this.#entries.set(key, model);
  }

  #shrink(): void {
    for (const [key, model] of this.#entries) {
      if (this.sizeBytes <= this.#budgetBytes) return;
      this.#entries.delete(key);
      networkOf(model).dispose();
    }
  }
}

/** What a network takes of the WASM heap, whatever it is asked for. */
function sizeOf(loaded: Loaded): number {
  return networkOf(loaded).plan.memory.total;
}

function networkOf(loaded: Loaded) {
  return 'generator' in loaded ? loaded.generator : loaded.encoder;
}
