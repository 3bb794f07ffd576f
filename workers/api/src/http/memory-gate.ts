/**
 * Lets in what fits into an isolate's memory. A request holds its body, what is decoded of it and what it
 * makes while it waits for storage, a ledger or a codec, and an isolate may be given any number at once: with
 * 128 MB for all, too many end all of them. Whoever does not fit is told to come again.
 */

import { ProblemError } from './problem-error.ts';

/** Beside the engine and the models; see `modelLimitBytes`. */
const budgetBytes = 40 * 1024 * 1024;
/** Of a request for images: what it makes, and what carries it. */
const leastBytes = 128 * 1024;

export class MemoryGate {
  readonly #budgetBytes: number;
  #heldBytes = 0;

  constructor(budget: number = budgetBytes) {
    this.#budgetBytes = budget;
  }

  /**
   * @param limitBytes the largest body, for one that does not say its length
   * @returns what the request calls when it is over
   * @throws ProblemError `overloaded`
   */
  enter(request: Request, limitBytes: number): () => void {
    const announced = request.headers.get('content-length');
    const bodyBytes = announced === null ? limitBytes : Number(announced);
    // Bytes as they came, and what is made of them.
    const bytes = leastBytes + 2 * Math.min(limitBytes, bodyBytes);
    if (this.#heldBytes + bytes > this.#budgetBytes) {
      const detail = 'expected an instance with memory to spare, got one that is busy; try again';
      throw new ProblemError('overloaded', detail, { headers: { 'Retry-After': '1' } });
    }
    this.#heldBytes += bytes;
    let isInside = true;
    return () => {
      if (isInside) this.#heldBytes -= bytes;
      isInside = false;
    };
  }
}
