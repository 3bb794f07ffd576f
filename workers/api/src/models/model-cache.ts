/**
 * The models this isolate holds, by version, the one used longest ago dropped first.
 *
 * Loads are not shared between requests: in Workers, I/O belongs to the request that started it and
 * dies with it, and a request that waited for it would wait for ever. Two requests that miss at once
 * both load, and one of the results is dropped. A failed load leaves nothing.
 */

import type { LoadedModel } from '@comfy-edge/runtime';
import { modelLimitBytes } from './load-version.ts';

/** Bytes of the WASM heap for all models together. */
const defaultBudgetBytes = 48 * 1024 * 1024;

export class ModelCache {
  readonly #budgetBytes: number;
  /** The one used longest ago first. */
  readonly #entries = new Map<string, LoadedModel>();

  constructor(budgetBytes = defaultBudgetBytes) {
    this.#budgetBytes = budgetBytes;
  }

  get sizeBytes(): number {
    let sum = 0;
    for (const entry of this.#entries.values()) sum += sizeOf(entry);
    return sum;
  }

  /**
   * Runs `action` with the model of that key, which stays valid during this synchronous call only.
   *
   * @throws what `load` and `action` throw
   */
  async use<T>(
    key: string,
    load: () => Promise<LoadedModel>,
    action: (model: LoadedModel) => T,
  ): Promise<{ result: T; cache: 'hit' | 'miss' }> {
    const held = this.#entries.get(key);
    if (held !== undefined) {
      this.#touch(key, held);
      return { result: action(held), cache: 'hit' };
    }
    const loaded = await load();
    const earlier = this.#entries.get(key);
    if (earlier !== undefined) loaded.generator.dispose();
    const model = earlier ?? loaded;
    this.#touch(key, model);
    try {
      return { result: action(model), cache: 'miss' };
    } finally {
      this.#shrink();
    }
  }

  #touch(key: string, model: LoadedModel): void {
    this.#entries.delete(key);
    this.#entries.set(key, model);
  }

  #shrink(): void {
    for (const [key, model] of this.#entries) {
      if (this.sizeBytes <= this.#budgetBytes) return;
      this.#entries.delete(key);
      model.generator.dispose();
    }
  }
}

/** What a model takes of the WASM heap once every class was asked for. */
function sizeOf({ generator: { plan } }: LoadedModel): number {
  const allClassesBytes = plan.sharedBytes + plan.valueBytes + plan.classCount * plan.classBytes;
  return Math.min(modelLimitBytes, allClassesBytes);
}
