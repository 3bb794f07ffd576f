/**
 * Phases of a request for `Server-Timing` (https://www.w3.org/TR/server-timing/). On Cloudflare the
 * clock stands still between I/O, as a defence against timing attacks; locally it runs.
 */

export class ServerTiming {
  readonly #phases: string[] = [];
  #sinceMs = performance.now();

  /** Ends a phase that began where the last one ended. */
  mark(phase: string): void {
    const nowMs = performance.now();
    this.#phases.push(`${phase};dur=${(nowMs - this.#sinceMs).toFixed(2)}`);
    this.#sinceMs = nowMs;
  }

  toString(): string {
    return this.#phases.join(', ');
  }
}
