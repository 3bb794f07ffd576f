/**
 * Usage by key, model and day in D1. The ledgers copy their totals here, so that writing one twice does no
 * harm; reading goes over all keys at once, which no ledger could.
 */

import type { Database, SqlValue } from '../database.ts';
import type { UsageCount } from '../ledger/messages.ts';

export interface StoredUsage extends UsageCount {
  readonly keyId: string;
}

/** Where a row stands in the order: newest day first, then by key, then by model. */
export type UsagePlace = Pick<StoredUsage, 'day' | 'keyId' | 'model'>;

export interface UsageQuery {
  /** Days since 1970, both included. */
  readonly fromDay: number;
  readonly toDay: number;
  /** Of one key; of all without it. */
  readonly keyId?: string | undefined;
  readonly model?: string | undefined;
  /** Only what comes behind it. */
  readonly after?: UsagePlace | undefined;
  readonly limit: number;
}

export class UsageStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** @throws ProblemError `storage_unavailable` */
  async write(keyId: string, counts: readonly UsageCount[]): Promise<void> {
    const sql = `INSERT INTO usage (key_id, day, model, requests, images, cpu_ms, errors)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (key_id, day, model) DO UPDATE SET
        requests = excluded.requests, images = excluded.images,
        cpu_ms = excluded.cpu_ms, errors = excluded.errors`;
    await this.#database.batch(
      counts.map(({ day, model, requests, images, cpuMs, errors }) => ({
        sql,
        values: [keyId, day, model, requests, images, cpuMs, errors],
      })),
    );
  }

  /** @throws ProblemError `storage_unavailable` */
  read({ fromDay, toDay, keyId, model, after, limit }: UsageQuery): Promise<StoredUsage[]> {
    const conditions: [string, SqlValue[]][] = [['day >= ? AND day <= ?', [fromDay, toDay]]];
    if (keyId !== undefined) conditions.push(['key_id = ?', [keyId]]);
    if (model !== undefined) conditions.push(['model = ?', [model]]);
    if (after !== undefined) {
      const place = [-after.day, after.keyId, after.model];
      conditions.push(['(-day, key_id, model) > (?, ?, ?)', place]);
    }
    return this.#database.all<StoredUsage>(
      `SELECT key_id AS keyId, day, model, requests, images, cpu_ms AS cpuMs, errors FROM usage
       WHERE ${conditions.map(([condition]) => condition).join(' AND ')}
       ORDER BY -day, key_id, model LIMIT ?`,
      ...conditions.flatMap(([, values]) => values),
      limit,
    );
  }
}
