/** API keys in D1: all that is known of a key but its text. Each change is in the audit log. */

import type { Database } from '../database.ts';
import { parseQuotas, type Quotas } from '../ledger/quotas.ts';
import { type Author, auditStatement } from '../registry/audit-log.ts';
import { scopes as knownScopes, type Scope } from './scopes.ts';

export interface StoredKey {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** Of its own. */
  readonly quotas: Quotas;
  /** Id of the key that made it. */
  readonly createdBy: string;
  /** Milliseconds since 1970, as all times here. */
  readonly createdAtMs: number;
  readonly expiresAtMs: number | null;
  readonly revokedAtMs: number | null;
  /** To the hour. */
  readonly lastUsedAtMs: number | null;
}

/** With what its text is recognized by. */
export interface HashedKey extends StoredKey {
  /** See `hashKeyText`. */
  readonly hash: string;
}

type NewKey = Omit<HashedKey, 'createdBy' | 'revokedAtMs' | 'lastUsedAtMs'>;

/** The key that a page ends with. */
export type KeyPlace = Pick<StoredKey, 'id' | 'createdAtMs'>;

/** How exactly the last use is known: a write for each would cost more than a small image. */
export const useGrainMs = 3_600_000;

interface KeyRow {
  readonly id: string;
  readonly hash: string;
  readonly name: string;
  readonly scopes: string;
  readonly quotas: string;
  readonly created_by: string;
  readonly created_at: number;
  readonly expires_at: number | null;
  readonly revoked_at: number | null;
  readonly last_used_at: number | null;
}

export class KeyStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async find(id: string): Promise<HashedKey | undefined> {
    const row = await this.#database.first<KeyRow>('SELECT * FROM keys WHERE id = ?', id);
    return row && fromRow(row);
  }

  /**
   * One that is there already stays as it is.
   *
   * @returns the key, and whether it is new
   * @throws Error where another one has its id
   */
  async add(key: NewKey, author: Author): Promise<{ stored: StoredKey; isNew: boolean }> {
    const { id, name, createdAtMs: atMs, expiresAtMs } = key;
    const scopes = key.scopes.join(' ');
    const quotas = JSON.stringify(key.quotas);
    const expiresAt = expiresAtMs === null ? null : new Date(expiresAtMs).toISOString();
    const detail = { name, scopes, quotas, expiresAt };
    const [, added = [], there = []] = await this.#database.batch([
      auditStatement(
        { ...author, action: 'key.create', atMs, subject: id, detail },
        { sql: 'NOT EXISTS (SELECT 1 FROM keys WHERE id = ?)', values: [id] },
      ),
      {
        sql: `INSERT INTO keys (id, hash, name, scopes, created_by, created_at, expires_at, quotas)
              VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING id`,
        values: [id, key.hash, name, scopes, author.actor, atMs, expiresAtMs, quotas],
      },
      { sql: 'SELECT * FROM keys WHERE id = ?', values: [id] },
    ]);
    const [row] = there as KeyRow[];
    if (row?.hash !== key.hash) throw new Error(`expected key ${id} to be new, got another`);
    return { stored: fromRow(row), isNew: added.length === 1 };
  }

  /** Newest first, behind `after`. */
  async list(limit: number, after?: KeyPlace): Promise<StoredKey[]> {
    const rows = await this.#database.all<KeyRow>(
      `SELECT * FROM keys WHERE (created_at, id) < (?, ?)
       ORDER BY created_at DESC, id DESC LIMIT ?`,
      ...[after?.createdAtMs ?? Number.MAX_SAFE_INTEGER, after?.id ?? '', limit],
    );
    return rows.map(fromRow);
  }

  /** The first time counts. @returns the key, or undefined where there is none */
  async revoke(
    id: string,
    { reason, atMs }: { readonly reason: string | undefined; readonly atMs: number },
    author: Author,
  ): Promise<StoredKey | undefined> {
    const [, revoked = []] = await this.#database.batch([
      auditStatement(
        { ...author, action: 'key.revoke', atMs, subject: id, reason },
        { sql: 'EXISTS (SELECT 1 FROM keys WHERE id = ? AND revoked_at IS NULL)', values: [id] },
      ),
      {
        sql: 'UPDATE keys SET revoked_at = coalesce(revoked_at, ?) WHERE id = ? RETURNING *',
        values: [atMs, id],
      },
    ]);
    const [row] = revoked as KeyRow[];
    return row && fromRow(row);
  }

  /** Of several at the same time, one writes. */
  async recordUse(id: string, nowMs: number): Promise<void> {
    await this.#database.run(
      'UPDATE keys SET last_used_at = ? WHERE id = ? AND coalesce(last_used_at, 0) <= ?',
      ...[nowMs, id, nowMs - useGrainMs],
    );
  }
}

function fromRow(row: KeyRow): HashedKey {
  const granted = row.scopes.split(' ');
  return {
    ...{ id: row.id, hash: row.hash, name: row.name, createdBy: row.created_by },
    // A scope that a later version brought is none to this one.
    scopes: knownScopes.filter((scope) => granted.includes(scope)),
    quotas: parseQuotas(`quotas of key ${row.id}`, row.quotas),
    ...{ createdAtMs: row.created_at, expiresAtMs: row.expires_at },
    ...{ revokedAtMs: row.revoked_at, lastUsedAtMs: row.last_used_at },
  };
}
