/**
 * Prepared layers by the tensor that their weights were packed from, within a bound: those used longest
 * ago go first, all of one tensor together.
 *
 * A tensor is known by the number that tfjs's backend gives to its bytes. Unlike an address or a data id
 * it is never given twice, so that neither freed memory that is taken again nor a tensor that left for
 * another backend and came back can be mistaken for what was packed.
 */
import type { Layer } from './layer.ts';

export class LayerCache {
  readonly maxBytes: number;
  /** In the order of their last use. */
  readonly #tensors = new Map<number, Map<string, Layer>>();
  #sizeBytes = 0;

  constructor(maxBytes: number) {
    this.maxBytes = maxBytes;
  }

  get(tensor: number, key: string): Layer | undefined {
    const layers = this.#tensors.get(tensor);
    const layer = layers?.get(key);
    if (layers === undefined || layer === undefined) return undefined;
    this.#tensors.delete(tensor);
    this.#tensors.set(tensor, layers);
    return layer;
  }

  /** Makes room for `sizeBytes`, at most `maxBytes`, and keeps what `prepare` then makes. */
  add(tensor: number, key: string, sizeBytes: number, prepare: () => Layer): Layer {
    for (const oldest of this.#tensors.keys()) {
      if (this.#sizeBytes + sizeBytes <= this.maxBytes) break;
      this.forget(oldest);
    }
    const layer = prepare();
    const layers = this.#tensors.get(tensor) ?? new Map<string, Layer>();
    this.#tensors.delete(tensor);
    this.#tensors.set(tensor, layers.set(key, layer));
    this.#sizeBytes += sizeBytes;
    return layer;
  }

  /** Releases what was packed from a tensor. */
  forget(tensor: number): void {
    for (const layer of this.#tensors.get(tensor)?.values() ?? []) {
      this.#sizeBytes -= layer.sizeBytes;
      layer.release();
    }
    this.#tensors.delete(tensor);
  }

  clear(): void {
    for (const tensor of this.#tensors.keys()) this.forget(tensor);
  }
}
