/**
 * D1 as the stores of this Worker need it (https://developers.cloudflare.com/d1/worker-api/): statements that
 * are answered by the primary, so that whoever writes is read by whoever asks next. Every failure of D1
 * itself, and an answer that does not come in time, becomes `storage_unavailable`; a write that was given up
 * may still have happened. A condition that a write depends on belongs into its SQL: a broken constraint
 * would read as a failure.
 */

import { ProblemError } from './http/problem-error.ts';
import { within } from './within.ts';

/** What a parameter of a statement may be. */
export type SqlValue = string | number | null;

export interface Statement {
  /** With `?` for each of the values. */
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

export interface DatabaseOptions {
  /** D1 mostly answers in some ten milliseconds; what takes longer than this is given up. */
  readonly timeoutMs?: number;
}

export class Database {
  readonly #d1: D1Database;
  readonly #timeoutMs: number;

  /** @throws Error where the deployment lacks the binding */
  constructor(d1: D1Database | undefined, { timeoutMs = 5_000 }: DatabaseOptions = {}) {
    if (d1 === undefined) throw new Error('expected the D1 binding DB, got none');
    this.#d1 = d1;
    this.#timeoutMs = timeoutMs;
  }

  /** The rows of a statement, also of one that writes and ends in `RETURNING`. */
  async all<Row>(sql: string, ...values: SqlValue[]): Promise<Row[]> {
    const { results } = await this.#attempt(() => this.#prepare({ sql, values }).run<Row>());
    return results;
  }

  /** The first of these rows. */
  async first<Row>(sql: string, ...values: SqlValue[]): Promise<Row | undefined> {
    const [row] = await this.all<Row>(sql, ...values);
    return row;
  }

  /** @returns how many rows were written */
  async run(sql: string, ...values: SqlValue[]): Promise<number> {
    const { meta } = await this.#attempt(() => this.#prepare({ sql, values }).run());
    return meta.changes;
  }

  /** All statements, or none of them. @returns the rows of each */
  async batch(statements: readonly Statement[]): Promise<unknown[][]> {
    const prepared = statements.map((it) => this.#prepare(it));
    const answers = await this.#attempt(() => this.#d1.batch(prepared));
    return answers.map(({ results }) => results);
  }

  #prepare({ sql, values }: Statement): D1PreparedStatement {
    return this.#d1.prepare(sql).bind(...values);
  }

  async #attempt<T>(action: () => Promise<T>): Promise<T> {
    try {
      return await within(this.#timeoutMs, 'D1', action);
    } catch (cause) {
      throw new ProblemError(
        'storage_unavailable',
        'expected the database to answer, got a failure; try again',
        { cause },
      );
    }
  }
}
