/**
 * What a key's ledger has counted by model and day. Rows hold totals, so that copying one to D1 twice does no
 * harm; `changed` numbers the last change, so that one that comes while a copy is under way is not lost.
 */

import type { Report, UsageCount } from './messages.ts';

/** A count and the number of its last change. */
export interface ChangedCount extends UsageCount {
  readonly changed: number;
}

/** Reports are remembered this long, to know one that comes twice. */
const reportLifeMs = 60 * 60 * 1000;

export class UsageCounts {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
    sql.exec(`
      CREATE TABLE IF NOT EXISTS usage_counts (
        day INTEGER NOT NULL,
        model TEXT NOT NULL,
        requests INTEGER NOT NULL,
        images INTEGER NOT NULL,
        cpu_ms REAL NOT NULL,
        errors INTEGER NOT NULL,
        changed INTEGER NOT NULL,
        PRIMARY KEY (day, model)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS reports (id TEXT PRIMARY KEY, at_ms INTEGER NOT NULL)
        STRICT, WITHOUT ROWID;
    `);
  }

  /** @returns false for a report that is known already */
  remember({ id }: Report, nowMs: number): boolean {
    const { rowsWritten } = this.#sql.exec(
      'INSERT OR IGNORE INTO reports VALUES (?, ?)',
      id,
      nowMs,
    );
    return rowsWritten > 0;
  }

  add({ day, model, requests, images, cpuMs, errors }: UsageCount): void {
    this.#sql.exec(
      `INSERT INTO usage_counts VALUES (?, ?, ?, ?, ?, ?, 1)
       ON CONFLICT (day, model) DO UPDATE SET
         requests = requests + excluded.requests, images = images + excluded.images,
         cpu_ms = cpu_ms + excluded.cpu_ms, errors = errors + excluded.errors,
         changed = changed + 1`,
      ...[day, model, requests, images, cpuMs, errors],
    );
  }

  /** Those that D1 does not have as they are. */
  changed(limit: number): ChangedCount[] {
    return this.#sql
      .exec<Record<keyof ChangedCount, number> & { model: string }>(
        `SELECT day, model, requests, images, cpu_ms AS cpuMs, errors, changed
         FROM usage_counts WHERE changed > 0 LIMIT ?`,
        limit,
      )
      .toArray();
  }

  /** D1 has these; any that was changed since stays changed. */
  copied(counts: readonly ChangedCount[]): void {
    for (const { day, model, changed } of counts) {
      this.#sql.exec(
        'UPDATE usage_counts SET changed = 0 WHERE day = ? AND model = ? AND changed = ?',
        ...[day, model, changed],
      );
    }
  }

  /** Forgets days that are over and copied, and reports that nobody repeats any more. */
  forget(nowMs: number, today: number): void {
    this.#sql.exec('DELETE FROM usage_counts WHERE changed = 0 AND day < ?', today - 1);
    this.#sql.exec('DELETE FROM reports WHERE at_ms < ?', nowMs - reportLifeMs);
  }
}
