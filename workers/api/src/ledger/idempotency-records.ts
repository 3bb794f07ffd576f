/**
 * What a key's ledger knows of its idempotency keys (draft-ietf-httpapi-idempotency-key-header-07,
 * https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/): one row each, in one of five
 * states.
 *
 * - `running`: an isolate executes the request, until `until_ms` at most. It may die; whoever comes after
 *   that time executes anew, under a token of his own, and what the first one says later is not heard.
 * - `stored`: the answer is here, `spilled`: its body is in R2.
 * - `stream`: the answer is not kept; the request is executed each time, with the same seed.
 * - `drawn`: nor is this one; the request is executed each time with what was drawn for the first, which is here.
 *
 * Failures are not kept: the row goes, and the key is free again. What is executed each time has no failures to
 * be told of: its row stays.
 */

import type { Attempt, Completion, StoredAnswer } from './messages.ts';

export const recordLifeMs = 24 * 60 * 60 * 1000;
/** As long as Workers lets work go on after the client has gone. */
const executionLeaseMs = 30_000;

export type Begun =
  | { readonly state: 'new'; readonly drawn?: Uint8Array<ArrayBuffer> }
  | { readonly state: 'mismatch' }
  | { readonly state: 'running'; readonly untilMs: number }
  | { readonly state: 'stored'; readonly answer: StoredAnswer };

type Row = {
  readonly fingerprint: string;
  readonly state: 'running' | 'stored' | 'spilled' | 'stream' | 'drawn';
  readonly token: string;
  readonly until_ms: number;
  readonly expires_ms: number;
  readonly status: number;
  readonly headers: string;
  readonly body: ArrayBuffer | null;
  readonly object_key: string | null;
};

export class IdempotencyRecords {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
    sql.exec(`
      CREATE TABLE IF NOT EXISTS idempotency_records (
        idempotency_key TEXT PRIMARY KEY,
        fingerprint TEXT NOT NULL,
        state TEXT NOT NULL,
        token TEXT NOT NULL,
        until_ms INTEGER NOT NULL,
        expires_ms INTEGER NOT NULL,
        status INTEGER NOT NULL DEFAULT 0,
        headers TEXT NOT NULL DEFAULT '{}',
        body BLOB,
        object_key TEXT
      ) STRICT;
      CREATE INDEX IF NOT EXISTS idempotency_records_by_expiry ON idempotency_records (expires_ms);
    `);
  }

  /** What there is for a request; `new` where it is to be executed. */
  find(attempt: Attempt, nowMs: number): Begun {
    const { idempotencyKey, fingerprint, token, objectLost = false } = attempt;
    const row = this.#row(idempotencyKey);
    if (row === undefined || row.expires_ms <= nowMs) return { state: 'new' };
    if (row.fingerprint !== fingerprint) return { state: 'mismatch' };
    if (row.state === 'stream') return { state: 'new' };
    if (row.state === 'drawn') return { state: 'new', drawn: bytesOf(row) };
    if (row.state === 'running') {
      // The same execution asks again: its first question's answer was lost.
      const isOver = row.until_ms <= nowMs || row.token === token;
      return isOver ? { state: 'new' } : { state: 'running', untilMs: row.until_ms };
    }
    if (objectLost && row.state === 'spilled') return { state: 'new' };
    return {
      state: 'stored',
      answer: {
        status: row.status,
        headers: JSON.parse(row.headers) as StoredAnswer['headers'],
        body: row.object_key ?? bytesOf(row),
      },
    };
  }

  /** @returns when it expires, which is after all others */
  begin({ idempotencyKey, fingerprint, token, isStream, drawn }: Attempt, nowMs: number): number {
    const state = drawn ? 'drawn' : isStream ? 'stream' : 'running';
    const expiresMs = nowMs + recordLifeMs;
    this.#sql.exec(
      `INSERT OR REPLACE INTO idempotency_records
         (idempotency_key, fingerprint, state, token, until_ms, expires_ms, body)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
      ...[idempotencyKey, fingerprint, state, token],
      ...[nowMs + executionLeaseMs, expiresMs, drawn ?? null],
    );
    return expiresMs;
  }

  /** @returns whether the execution was still the one that counts */
  complete({ idempotencyKey, token, answer }: Completion): boolean {
    const own = `idempotency_key = ? AND state = 'running' AND token = ?`;
    if (answer === undefined) {
      const sql = `DELETE FROM idempotency_records WHERE ${own}`;
      return this.#sql.exec(sql, idempotencyKey, token).rowsWritten > 0;
    }
    const { status, headers, body } = answer;
    const isSpilled = typeof body === 'string';
    const { rowsWritten } = this.#sql.exec(
      `UPDATE idempotency_records SET state = ?, status = ?, headers = ?, body = ?, object_key = ?
       WHERE ${own}`,
      ...[isSpilled ? 'spilled' : 'stored', status, JSON.stringify(headers)],
      ...[isSpilled ? null : body, isSpilled ? body : null, idempotencyKey, token],
    );
    return rowsWritten > 0;
  }

  /** When the next one expires. */
  nextExpiryMs(): number | undefined {
    const [row] = this.#sql
      .exec<{ next: number | null }>('SELECT min(expires_ms) AS next FROM idempotency_records')
      .toArray();
    return row?.next ?? undefined;
  }

  /** Objects of R2 whose records have expired; to be deleted before the records are. */
  expiredObjects(nowMs: number, limit: number): string[] {
    return this.#sql
      .exec<{ object_key: string }>(
        `SELECT object_key FROM idempotency_records
         WHERE expires_ms <= ? AND object_key IS NOT NULL LIMIT ?`,
        ...[nowMs, limit],
      )
      .toArray()
      .map((row) => row.object_key);
  }

  /** Forgets what has expired, but for records whose objects are still there. */
  expire(nowMs: number, deletedObjects: readonly string[]): void {
    for (const key of deletedObjects) {
      this.#sql.exec('DELETE FROM idempotency_records WHERE object_key = ?', key);
    }
    this.#sql.exec(
      'DELETE FROM idempotency_records WHERE expires_ms <= ? AND object_key IS NULL',
      nowMs,
    );
  }

  #row(idempotencyKey: string): Row | undefined {
    const [row] = this.#sql
      .exec<Row>('SELECT * FROM idempotency_records WHERE idempotency_key = ?', idempotencyKey)
      .toArray();
    return row;
  }
}

function bytesOf({ body }: Row): Uint8Array<ArrayBuffer> {
  return new Uint8Array(body ?? new ArrayBuffer(0));
}
