/**
 * Keeps the garbage collection away from objects that a publisher counts on, between the moment when it finds
 * them stored and the moment when its version refers to them. Both sides ask D1, which does one thing after
 * the other:
 *
 * - A publisher claims its objects for a while before it looks whether they are stored. Where one is being
 *   collected it gets no claim, and is told to try again.
 * - The collection marks objects that nothing refers to and nobody claims, then deletes their bytes, then
 *   takes the marks away. Marks end by themselves, later than any deletion can still be under way.
 *
 * So an object that a version refers to was claimed before it was looked for, and never marked since.
 */

import type { Database, Statement } from '../database.ts';
import { ProblemError } from '../http/problem-error.ts';

/** Longer than any request takes that has just claimed. */
const claimMs = 60 * 60 * 1000;
/** Longer than a deletion that was begun can take. */
const markMs = 5 * 60 * 1000;

/** Objects that may be deleted, as long as the marks hold. */
export interface Marked {
  readonly keys: readonly string[];
  readonly untilMs: number;
}

export class ObjectClaims {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** @throws ProblemError `object_in_collection` where one of them is being deleted */
  async claim(keys: readonly string[]): Promise<void> {
    const nowMs = Date.now();
    const claimed = await this.#database.all<{ key: string }>(
      `INSERT INTO object_claims (key, claimed_until) SELECT value, ? FROM json_each(?) WHERE TRUE
       ON CONFLICT DO UPDATE SET claimed_until = MAX(claimed_until, excluded.claimed_until)
         WHERE collected_until <= ?
       RETURNING key`,
      ...[nowMs + claimMs, JSON.stringify(keys), nowMs],
    );
    const held = new Set(claimed.map(({ key }) => key));
    const busy = keys.find((it) => !held.has(it));
    if (busy === undefined) return;
    throw new ProblemError(
      'object_in_collection',
      `expected ${busy} to be left alone, got a garbage collection that deletes it; try again`,
    );
  }

  /**
   * Marks those of the objects that nothing refers to and nobody claims or collects.
   *
   * @param audit tells of it, in the same batch
   */
  async mark(keys: readonly string[], audit: Statement): Promise<Marked> {
    const nowMs = Date.now();
    const untilMs = nowMs + markMs;
    const [marked = []] = await this.#database.batch([
      {
        sql: `INSERT INTO object_claims (key, collected_until)
              SELECT value, ?1 FROM json_each(?2)
              WHERE NOT EXISTS (SELECT 1 FROM version_objects WHERE key = value)
              ON CONFLICT DO UPDATE SET collected_until = excluded.collected_until
                WHERE claimed_until <= ?3 AND collected_until <= ?3
              RETURNING key`,
        values: [untilMs, JSON.stringify(keys), nowMs],
      },
      audit,
    ]);
    const rows = marked as { readonly key: string }[];
    return { keys: rows.map(({ key }) => key), untilMs };
  }

  /** Of the objects, those that something refers to or somebody claims. */
  async inUse(keys: readonly string[]): Promise<Set<string>> {
    const rows = await this.#database.all<{ key: string }>(
      `SELECT value AS key FROM json_each(?)
       WHERE EXISTS (SELECT 1 FROM version_objects WHERE key = value)
         OR EXISTS (SELECT 1 FROM object_claims WHERE key = value AND claimed_until > ?)`,
      ...[JSON.stringify(keys), Date.now()],
    );
    return new Set(rows.map(({ key }) => key));
  }

  /** Once their bytes are gone, they may be stored again. What has ended otherwise goes along. */
  async release({ keys, untilMs }: Marked): Promise<void> {
    await this.#database.run(
      `DELETE FROM object_claims
       WHERE (collected_until = ?1 AND key IN (SELECT value FROM json_each(?2)))
         OR (claimed_until <= ?3 AND collected_until <= ?3)`,
      ...[untilMs, JSON.stringify(keys), Date.now()],
    );
  }
}
