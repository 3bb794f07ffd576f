/**
 * Aliases in D1: the one thing of a model that moves. Every change is a batch of its entry in the audit log,
 * its line in the alias's history and the alias itself, each under the same condition, which the last of them
 * makes false: so all are written or none, and of two who change the same state one is told to look again.
 */

import type { QualityPolicy } from '@comfy-edge/contract';
import type { Database, SqlValue, Statement } from '../database.ts';
import { recordLifeMs } from '../ledger/idempotency-records.ts';
import { type AuditAction, type Author, auditStatement, type Condition } from './audit-log.ts';
import type { Split } from './canary-split.ts';

export interface AliasState {
  readonly alias: string;
  readonly digest: string;
  /** Goes up with every change; the entity tag. */
  readonly revision: number;
  /** Another version, for a share of the callers. */
  readonly canary: Split | undefined;
  readonly policy: QualityPolicy | undefined;
}

interface AliasRow {
  readonly alias: string;
  readonly digest: string;
  readonly revision: number;
  readonly canary_digest: string | null;
  readonly canary_percent: number | null;
  readonly policy: string | null;
}

export interface AliasRevision {
  readonly revision: number;
  readonly digest: string;
  readonly canary_digest: string | null;
  readonly canary_percent: number | null;
  readonly action: string;
  readonly at: number;
}

export interface AliasChange {
  readonly model: string;
  readonly alias: string;
  /** The state that this change is of; none to create the alias. */
  readonly before: AliasState | undefined;
  readonly action: AuditAction;
  readonly digest: string;
  readonly canary: Split | undefined;
  readonly policy: QualityPolicy | undefined;
  /** The revision that a rollback from here leads to. */
  readonly rollbackTo: number | null;
  readonly reason: string | undefined;
  /** Names the request, where it may be executed again. */
  readonly change?: string | undefined;
  /** What else the audit log is told. */
  readonly detail?: Readonly<Record<string, string | number | boolean | null>>;
}

/** What a version of a split did since the split is what it is. */
export interface CanaryCount {
  readonly digest: string;
  readonly requests: number;
  readonly failures: number;
}

const columns = 'alias, digest, revision, canary_digest, canary_percent, policy';

export class AliasStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** One read: it is on the way of every image that is asked for by alias. */
  async find(model: string, alias: string): Promise<AliasState | undefined> {
    const row = await this.#database.first<AliasRow>(
      `SELECT ${columns} FROM aliases WHERE model = ? AND alias = ?`,
      ...[model, alias],
    );
    return row && stateOf(row);
  }

  /** By name. */
  async list(model: string): Promise<AliasState[]> {
    const rows = await this.#database.all<AliasRow>(
      `SELECT ${columns} FROM aliases WHERE model = ? ORDER BY alias`,
      model,
    );
    return rows.map(stateOf);
  }

  /** Newest first, from before a revision. */
  history(
    model: string,
    alias: string,
    limit: number,
    before = Number.MAX_SAFE_INTEGER,
  ): Promise<AliasRevision[]> {
    return this.#database.all<AliasRevision>(
      `SELECT revision, digest, canary_digest, canary_percent, action, at FROM alias_history
       WHERE model = ? AND alias = ? AND revision < ? ORDER BY revision DESC LIMIT ?`,
      ...[model, alias, before, limit],
    );
  }

  /** What a request has changed already, no longer ago than repetitions of it are known. */
  findChange(
    model: string,
    alias: string,
    change: string,
  ): Promise<{ readonly digest: string; readonly revision: number } | undefined> {
    return this.#database.first(
      `SELECT digest, revision FROM alias_history
       WHERE model = ? AND alias = ? AND change = ? AND at > ?`,
      ...[model, alias, change, Date.now() - recordLifeMs],
    );
  }

  /** The revision that a rollback from this one leads to. */
  async rollbackOf(model: string, alias: string, revision: number): Promise<number | null> {
    const row = await this.#database.first<{ rollback_to: number | null }>(
      'SELECT rollback_to FROM alias_history WHERE model = ? AND alias = ? AND revision = ?',
      ...[model, alias, revision],
    );
    return row?.rollback_to ?? null;
  }

  /**
   * The last version before this one that may still be served: deleted ones, and those of revoked publishers,
   * are passed over.
   */
  rollbackTarget(
    model: string,
    alias: string,
    { revision }: AliasState,
  ): Promise<{ readonly digest: string; readonly rollback_to: number | null } | undefined> {
    return this.#database.first(
      `WITH RECURSIVE earlier (revision, digest, rollback_to) AS (
         SELECT target.revision, target.digest, target.rollback_to FROM alias_history AS present
         JOIN alias_history AS target ON target.model = present.model
           AND target.alias = present.alias AND target.revision = present.rollback_to
         WHERE present.model = ?1 AND present.alias = ?2 AND present.revision = ?3
         UNION ALL
         SELECT target.revision, target.digest, target.rollback_to FROM earlier
         JOIN alias_history AS target ON target.model = ?1 AND target.alias = ?2
           AND target.revision = earlier.rollback_to
       )
       SELECT earlier.digest, earlier.rollback_to FROM earlier
       JOIN versions ON versions.model = ?1 AND versions.digest = earlier.digest
       LEFT JOIN publishers ON publishers.id = versions.publisher
       WHERE publishers.revoked_at IS NULL ORDER BY earlier.revision DESC LIMIT 1`,
      ...[model, alias, revision],
    );
  }

  /**
   * @returns the new revision, or undefined where the alias is not `before` any more, or a version is gone or
   *   believed no more since it was looked at
   */
  async apply(change: AliasChange, author: Author): Promise<number | undefined> {
    const { model, alias, before, action, digest, canary, reason } = change;
    const atMs = Date.now();
    const when = mayApply(change);
    const detail = {
      from: before?.digest ?? null,
      to: digest,
      ...(canary && { canary: canary.digest, percent: canary.percent }),
      ...change.detail,
    };
    const entry = { ...author, action, atMs, model, subject: alias, reason, detail };
    const answers = await this.#database.batch([
      auditStatement(entry, when),
      historyStatement(change, atMs, when),
      aliasStatement(change, when),
    ]);
    const [written] = (answers[2] ?? []) as { readonly revision: number }[];
    return written?.revision;
  }

  /** Of the present split. */
  counts(model: string, { alias, revision }: AliasState): Promise<CanaryCount[]> {
    return this.#database.all<CanaryCount>(
      `SELECT digest, requests, failures FROM canary_counts
       WHERE model = ? AND alias = ? AND revision = ? ORDER BY digest`,
      ...[model, alias, revision],
    );
  }
}

function stateOf(row: AliasRow): AliasState {
  const { alias, digest, revision, canary_digest, canary_percent, policy } = row;
  const hasCanary = canary_digest !== null && canary_percent !== null;
  return {
    ...{ alias, digest, revision },
    canary: hasCanary ? { digest: canary_digest, percent: canary_percent } : undefined,
    policy: policy === null ? undefined : (JSON.parse(policy) as QualityPolicy),
  };
}

function mayApply({ model, alias, before, digest, canary }: AliasChange): Condition {
  const isBefore: Condition =
    before === undefined
      ? {
          sql: 'NOT EXISTS (SELECT 1 FROM aliases WHERE model = ? AND alias = ?)',
          values: [model, alias],
        }
      : {
          sql: 'EXISTS (SELECT 1 FROM aliases WHERE model = ? AND alias = ? AND revision = ?)',
          values: [model, alias, before.revision],
        };
  // What serves already may go on, whatever became of its publisher.
  const added = [digest, canary?.digest].filter(
    (it) => it !== undefined && it !== before?.digest && it !== before?.canary?.digest,
  );
  const conditions = added.map(
    (it = ''): Condition => ({
      sql: `EXISTS (SELECT 1 FROM versions LEFT JOIN publishers ON publishers.id = publisher
              WHERE model = ? AND digest = ? AND revoked_at IS NULL)`,
      values: [model, it],
    }),
  );
  return {
    sql: [isBefore, ...conditions].map(({ sql }) => sql).join(' AND '),
    values: [isBefore, ...conditions].flatMap(({ values }) => values),
  };
}

const nextRevision = `(
  SELECT COALESCE(MAX(revision), 0) + 1 FROM alias_history WHERE model = ? AND alias = ?)`;

function historyStatement(change: AliasChange, atMs: number, when: Condition): Statement {
  const { model, alias, digest, canary, action, rollbackTo } = change;
  const values: SqlValue[] = [
    ...[model, alias, model, alias, digest, canary?.digest ?? null, canary?.percent ?? null],
    ...[action, atMs, rollbackTo, change.change ?? null],
  ];
  return {
    sql: `INSERT INTO alias_history (model, alias, revision, digest, canary_digest, canary_percent,
            action, at, rollback_to, change)
          SELECT ?, ?, ${nextRevision}, ?, ?, ?, ?, ?, ?, ? WHERE ${when.sql}`,
    values: [...values, ...when.values],
  };
}

function aliasStatement(change: AliasChange, when: Condition): Statement {
  const { model, alias, digest, canary, policy } = change;
  const values: SqlValue[] = [
    ...[model, alias, model, alias, digest, canary?.digest ?? null, canary?.percent ?? null],
    policy === undefined ? null : JSON.stringify(policy),
  ];
  return {
    sql: `INSERT INTO aliases (model, alias, revision, digest, canary_digest, canary_percent, policy)
          SELECT ?, ?, ${nextRevision} - 1, ?, ?, ?, ? WHERE ${when.sql}
          ON CONFLICT DO UPDATE SET revision = excluded.revision, digest = excluded.digest,
            canary_digest = excluded.canary_digest, canary_percent = excluded.canary_percent,
            policy = excluded.policy
          RETURNING revision`,
    values: [...values, ...when.values],
  };
}
