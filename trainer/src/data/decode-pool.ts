/**
 * Decodes and resizes in threads of their own. libvips has threads already, but resampling is ours
 * (`resize.ts`): a photograph of 1024×768 takes 5 ms to decode and 12 ms to resample on one core.
 */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { DataError, type DataErrorCode } from './data-error.ts';
import { decodeInto } from './decode-image.ts';
import type { ImageForm } from './image-form.ts';

/** Fewer images than this are done before a thread has started. */
const worthwhile = 256;
const mostThreads = 8;

export interface DecodeTask {
  readonly id: number;
  readonly bytes: Uint8Array;
  readonly place: string;
  readonly form: ImageForm;
}

export type DecodeAnswer =
  | { readonly id: number; readonly pixels: Uint8Array }
  | { readonly id: number; readonly code: DataErrorCode | undefined; readonly message: string };

interface Pending {
  readonly resolve: (pixels: Uint8Array) => void;
  readonly reject: (error: Error) => void;
}

export class DecodePool {
  readonly #form: ImageForm;
  readonly #threads: readonly Worker[];
  readonly #pending = new Map<number, Pending>();
  #next = 0;

  /** @param images how many there are to do; few are done in this thread */
  constructor(form: ImageForm, images: number) {
    this.#form = form;
    const count = images < worthwhile ? 0 : Math.min(mostThreads, availableParallelism());
    this.#threads = Array.from({ length: count }, () => this.#start());
  }

  /**
   * The image in the pool's form.
   * @throws DataError `unreadable-image`, naming the place
   */
  async decode(bytes: Uint8Array, place: string): Promise<Uint8Array> {
    const id = this.#next++;
    const thread = this.#threads[id % this.#threads.length];
    if (thread === undefined) return await decodeInto(bytes, place, this.#form);
    return await new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      const task: DecodeTask = { id, bytes, place, form: this.#form };
      thread.postMessage(task);
    });
  }

  async close(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.terminate()));
  }

  #start(): Worker {
    const thread = new Worker(new URL('./decode-thread.ts', import.meta.url));
    thread.on('message', (answer: DecodeAnswer) => {
      const pending = this.#pending.get(answer.id);
      this.#pending.delete(answer.id);
      if ('pixels' in answer) pending?.resolve(answer.pixels);
      else pending?.reject(errorOf(answer));
    });
    thread.on('error', (error) => {
      for (const { reject } of this.#pending.values()) reject(error);
      this.#pending.clear();
    });
    return thread;
  }
}

function errorOf({ code, message }: Extract<DecodeAnswer, { message: string }>): Error {
  return code === undefined ? new Error(message) : new DataError(code, message);
}
