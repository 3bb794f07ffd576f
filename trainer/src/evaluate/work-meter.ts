/** How far an evaluation is, in multiply-adds done of those planned (`plan-work.ts`). */
export class WorkMeter {
  readonly #total: number;
  readonly #onProgress: (stage: string, share: number) => void;
  #stage = '';
  #done = 0;

  constructor(total: number, onProgress: (stage: string, share: number) => void) {
    this.#total = total;
    this.#onProgress = onProgress;
  }

  begin(stage: string): void {
    this.#stage = stage;
    this.add(0);
  }

  add(multiplyAdds: number): void {
    this.#done += multiplyAdds;
    this.#onProgress(this.#stage, Math.min(1, this.#done / this.#total));
  }
}
