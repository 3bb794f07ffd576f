/**
 * Where a ledger keeps its counters: one row, so that a request for images writes one row. It is read once: an
 * object whose storage fails is reset, and what it remembered is gone.
 */

import { type Counters, noCounters } from './window-counters.ts';

type Row = {
  readonly minute: number;
  readonly minute_images: number;
  readonly minute_cpu_ms: number;
  readonly day: number;
  readonly day_images: number;
  readonly day_cpu_ms: number;
};

export class CountersRow {
  readonly #sql: SqlStorage;
  #counters: Counters | undefined;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
    sql.exec(`
      CREATE TABLE IF NOT EXISTS counters (
        only_one INTEGER PRIMARY KEY CHECK (only_one = 1),
        minute INTEGER NOT NULL,
        minute_images INTEGER NOT NULL,
        minute_cpu_ms REAL NOT NULL,
        day INTEGER NOT NULL,
        day_images INTEGER NOT NULL,
        day_cpu_ms REAL NOT NULL
      ) STRICT;
    `);
  }

  read(): Counters {
    this.#counters ??= this.#select();
    return this.#counters;
  }

  write(counters: Counters): void {
    const { minute, day } = counters;
    this.#sql.exec(
      'INSERT OR REPLACE INTO counters VALUES (1, ?, ?, ?, ?, ?, ?)',
      ...[minute.index, minute.images, minute.cpuMs, day.index, day.images, day.cpuMs],
    );
    this.#counters = counters;
  }

  #select(): Counters {
    const [row] = this.#sql.exec<Row>('SELECT * FROM counters').toArray();
    if (row === undefined) return noCounters;
    return {
      minute: { index: row.minute, images: row.minute_images, cpuMs: row.minute_cpu_ms },
      day: { index: row.day, images: row.day_images, cpuMs: row.day_cpu_ms },
    };
  }
}
