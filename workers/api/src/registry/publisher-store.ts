/** The publishers that this deployment believes, in D1. One that is revoked stays listed, and stays revoked. */

import { type PublisherPublicKey, publisherKeyId } from '@comfy-edge/model';
import type { Database } from '../database.ts';
import { ProblemError } from '../http/problem-error.ts';
import { showValue } from '../http/show-value.ts';
import { type Author, auditStatement } from './audit-log.ts';

export interface Publisher {
  /** The key's thumbprint. */
  readonly id: string;
  readonly x: string;
  readonly name: string;
  readonly created_by: string;
  readonly created_at: number;
  readonly revoked_at: number | null;
}

/** Where an alias or its canary serves a version. */
export interface ServedVersion {
  readonly model: string;
  readonly digest: string;
  readonly user: string;
}

export class PublisherStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  find(id: string): Promise<Publisher | undefined> {
    return this.#database.first<Publisher>('SELECT * FROM publishers WHERE id = ?', id);
  }

  /** In the order in which they were listed. */
  list(): Promise<Publisher[]> {
    return this.#database.all<Publisher>('SELECT * FROM publishers ORDER BY created_at, id');
  }

  /**
   * Repeating it is harmless: the first name stays.
   *
   * @returns the publisher, and whether it is new
   * @throws ProblemError `publisher_untrusted` for a key that was revoked
   */
  async add(
    name: string,
    key: PublisherPublicKey,
    author: Author,
  ): Promise<{ publisher: Publisher; isNew: boolean }> {
    const id = await publisherKeyId(key);
    const atMs = Date.now();
    const [, added] = await this.#database.batch([
      auditStatement(
        { ...author, action: 'publisher.add', atMs, subject: id, detail: { name } },
        { sql: 'NOT EXISTS (SELECT 1 FROM publishers WHERE id = ?)', values: [id] },
      ),
      {
        sql: `INSERT INTO publishers (id, x, name, created_by, created_at) VALUES (?, ?, ?, ?, ?)
              ON CONFLICT DO NOTHING RETURNING id`,
        values: [id, key.x, name, author.actor, atMs],
      },
    ]);
    const publisher = await this.find(id);
    if (publisher === undefined) throw new Error(`expected publisher ${id} to be listed, got none`);
    if (publisher.revoked_at === null) return { publisher, isNew: added?.length === 1 };
    throw new ProblemError(
      'publisher_untrusted',
      `expected a key that was never revoked, got ${id}; draw a new one`,
      { pointer: '/key' },
    );
  }

  /**
   * From now on nothing of the publisher's can be published, promoted or rolled back to. What serves goes on
   * serving: those aliases are the answer.
   *
   * @throws ProblemError `publisher_not_found`
   */
  async revoke(
    id: string,
    reason: string | undefined,
    author: Author,
  ): Promise<{ publisher: Publisher; serving: ServedVersion[] }> {
    const atMs = Date.now();
    await this.#database.batch([
      auditStatement(
        { ...author, action: 'publisher.revoke', atMs, subject: id, reason },
        {
          sql: 'EXISTS (SELECT 1 FROM publishers WHERE id = ? AND revoked_at IS NULL)',
          values: [id],
        },
      ),
      {
        sql: 'UPDATE publishers SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL',
        values: [atMs, id],
      },
    ]);
    const publisher = await this.find(id);
    if (publisher === undefined) {
      throw new ProblemError(
        'publisher_not_found',
        `expected the id of a publisher, got ${showValue(id)}`,
        { parameter: 'publisher' },
      );
    }
    const serving = await this.#database.all<ServedVersion>(
      `SELECT uses.model, uses.digest, uses.user FROM version_uses AS uses
       JOIN versions USING (model, digest) WHERE versions.publisher = ? ORDER BY 1, 3`,
      id,
    );
    return { publisher, serving };
  }
}
