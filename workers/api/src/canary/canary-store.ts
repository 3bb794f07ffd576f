/** What the canary found, in D1: the last month of it, for whoever asks since when. */

import type { Database } from '../database.ts';

export interface CanaryCheck {
  /** Milliseconds since 1970. */
  readonly checkedAt: number;
  readonly outcome: 'unchanged' | 'changed' | 'failed';
  /** Which images came out otherwise, or why nothing could be made. */
  readonly detail: string;
}

interface CanaryRow {
  readonly checked_at: number;
  readonly outcome: CanaryCheck['outcome'];
  readonly detail: string;
}

const keptMs = 30 * 24 * 60 * 60 * 1000;

export class CanaryStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** @throws ProblemError `storage_unavailable` */
  async add(
    { checkedAt, outcome, detail }: CanaryCheck,
    { deployment, engineId }: { readonly deployment: string | null; readonly engineId: string },
  ): Promise<void> {
    await this.#database.batch([
      {
        sql: 'INSERT OR REPLACE INTO canary_checks (checked_at, outcome, deployment, engine_id, detail) VALUES (?, ?, ?, ?, ?)',
        values: [checkedAt, outcome, deployment, engineId, detail],
      },
      { sql: 'DELETE FROM canary_checks WHERE checked_at < ?', values: [checkedAt - keptMs] },
    ]);
  }

  /**
   * @returns undefined where nothing was checked yet
   * @throws ProblemError `storage_unavailable`
   */
  async last(): Promise<CanaryCheck | undefined> {
    const row = await this.#database.first<CanaryRow>(
      'SELECT checked_at, outcome, detail FROM canary_checks ORDER BY checked_at DESC LIMIT 1',
    );
    return row && { checkedAt: row.checked_at, outcome: row.outcome, detail: row.detail };
  }
}
