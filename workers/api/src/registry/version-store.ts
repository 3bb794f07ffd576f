/**
 * The versions in D1: what lists and gates need of their manifests, and the statements that vouch for them.
 * What is written here is stored in object storage already, so whatever is listed can be read.
 */

import type { Metrics } from '@comfy-edge/contract';
import type { Manifest } from '@comfy-edge/model';
import type { Database, SqlValue, Statement } from '../database.ts';
import { ProblemError } from '../http/problem-error.ts';
import { type AuditAction, type Author, auditStatement, type Condition } from './audit-log.ts';
import type { BelievedStatement } from './believe-statement.ts';

export interface VersionRow {
  readonly model: string;
  readonly digest: string;
  readonly published_by: string;
  readonly published_at: number;
  readonly title: string;
  readonly description: string;
  readonly metrics: string;
  readonly preset: string;
  readonly seed: number;
  readonly steps: number;
  readonly data_name: string;
  readonly data_sha256: string | null;
  readonly parent_kind: 'version' | 'checkpoint' | null;
  readonly parent_sha256: string | null;
  readonly publisher: string | null;
  readonly counter: number | null;
  readonly expires_at: number | null;
  readonly statement: string | null;
  /** Of the publisher. */
  readonly revoked_at: number | null;
}

export interface ModelRow {
  readonly name: string;
  /** Of its newest version. */
  readonly published_at: number;
  /** Where the alias `latest` points. */
  readonly latest: string | null;
}

export interface NewVersion {
  readonly model: string;
  readonly digest: string;
  readonly manifest: Manifest;
  /** Keys of the objects it is made of. */
  readonly objects: readonly string[];
  /** None where the deployment takes unsigned versions. */
  readonly signed: BelievedStatement | undefined;
}

const columns = 'versions.*, publishers.revoked_at';
const tables = 'versions LEFT JOIN publishers ON publishers.id = versions.publisher';

/** The highest counter that was accepted of publishers who are still believed. */
const highestCounter = `(
  SELECT COALESCE(MAX(counter), 0) FROM counters JOIN publishers ON publishers.id = publisher
  WHERE counters.model = ? AND revoked_at IS NULL)`;

export class VersionStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  find(model: string, digest: string): Promise<VersionRow | undefined> {
    return this.#database.first<VersionRow>(
      `SELECT ${columns} FROM ${tables} WHERE model = ? AND digest = ?`,
      ...[model, digest],
    );
  }

  /** Newest first. */
  list(model: string, limit: number): Promise<VersionRow[]> {
    return this.#database.all<VersionRow>(
      `SELECT ${columns} FROM ${tables} WHERE model = ? ORDER BY published_at DESC, digest LIMIT ?`,
      ...[model, limit],
    );
  }

  async summary(model: string): Promise<{ versions: number; counter: number }> {
    const row = await this.#database.first<{ versions: number; counter: number }>(
      `SELECT (SELECT COUNT(*) FROM versions WHERE model = ?) AS versions,
        ${highestCounter} AS counter`,
      ...[model, model],
    );
    return row ?? { versions: 0, counter: 0 };
  }

  /** Models that have versions, by name, after `after`. */
  listModels(limit: number, after = ''): Promise<ModelRow[]> {
    return this.#database.all<ModelRow>(
      `SELECT model AS name, MAX(published_at) AS published_at, (
         SELECT digest FROM aliases WHERE aliases.model = versions.model AND alias = 'latest'
       ) AS latest
       FROM versions WHERE model > ? GROUP BY model ORDER BY model LIMIT ?`,
      ...[after, limit],
    );
  }

  /**
   * Lists a version, or gives a listed one a new statement. One that is there as it comes stays untouched;
   * no statement takes an earlier one away.
   *
   * @returns whether it is new
   * @throws ProblemError `statement_superseded`, `publisher_untrusted`
   */
  async add(version: NewVersion, author: Author): Promise<boolean> {
    const { model, digest, signed } = version;
    const before = await this.find(model, digest);
    if (before !== undefined && (signed === undefined || before.statement === signed.token)) {
      return false;
    }
    const when = signed === undefined ? always : isBelievable(model, signed);
    const action: AuditAction = before === undefined ? 'version.publish' : 'version.sign';
    const detail = { publisher: signed?.publisher ?? null, counter: signed?.counter ?? null };
    const entry = { ...author, action, atMs: Date.now(), model, subject: digest, detail };
    const answers = await this.#database.batch([
      auditStatement(entry, when),
      versionStatement(version, author, entry.atMs, when),
      ...version.objects.map((key) => objectStatement(version, key, when)),
      // The last, because it makes the condition false.
      ...(signed === undefined ? [] : [counterStatement(model, signed, when)]),
    ]);
    if (signed === undefined || answers.at(-1)?.length === 1) return before === undefined;
    throw await this.#superseded(model, signed);
  }

  /** @throws ProblemError `version_in_use`, `version_not_found` */
  async delete(
    model: string,
    digest: string,
    reason: string | undefined,
    author: Author,
  ): Promise<void> {
    const isFree: Condition = {
      sql: `EXISTS (SELECT 1 FROM versions WHERE model = ? AND digest = ?) AND NOT EXISTS (
              SELECT 1 FROM version_uses WHERE model = ? AND digest = ?)`,
      values: [model, digest, model, digest],
    };
    const [, deleted] = await this.#database.batch([
      auditStatement(
        { ...author, action: 'version.delete', atMs: Date.now(), model, subject: digest, reason },
        isFree,
      ),
      {
        sql: `DELETE FROM versions WHERE model = ? AND digest = ? AND ${isFree.sql} RETURNING digest`,
        values: [model, digest, ...isFree.values],
      },
    ]);
    if (deleted?.length === 1) return;
    const uses = await this.#database.all<{ user: string }>(
      'SELECT user FROM version_uses WHERE model = ? AND digest = ? ORDER BY user',
      ...[model, digest],
    );
    const usedBy = uses.map(({ user }) => user);
    if (usedBy.length === 0) throw versionNotFound(model, digest, { parameter: 'digest' });
    throw new ProblemError(
      'version_in_use',
      `expected a version that nothing uses, got one that is used by ${usedBy.join(', ')}`,
      { parameter: 'digest', members: { usedBy } },
    );
  }

  async #superseded(model: string, signed: BelievedStatement): Promise<ProblemError> {
    const { counter } = await this.summary(model);
    if (counter >= signed.counter) {
      return new ProblemError(
        'statement_superseded',
        `expected a statement with a counter above ${counter}, got ${signed.counter}; sign again`,
        { parameter: 'Comfy-Publication', members: { counter } },
      );
    }
    return new ProblemError(
      'publisher_untrusted',
      `expected a publisher that this deployment believes, got ${signed.publisher}, who was just revoked`,
      { parameter: 'Comfy-Publication' },
    );
  }
}

export function metricsOf({ metrics }: VersionRow): Metrics {
  return JSON.parse(metrics) as Metrics;
}

export function versionNotFound(
  model: string,
  digest: string,
  where: { readonly parameter: string } | { readonly pointer: string },
): ProblemError {
  return new ProblemError(
    'version_not_found',
    `expected a published version of model "${model}", got ${digest}`,
    where,
  );
}

const always: Condition = { sql: 'TRUE', values: [] };

function isBelievable(model: string, { publisher, counter }: BelievedStatement): Condition {
  return {
    sql: `EXISTS (SELECT 1 FROM publishers WHERE id = ? AND revoked_at IS NULL)
          AND ? > ${highestCounter}`,
    values: [publisher, counter, model],
  };
}

function versionStatement(
  { model, digest, manifest, signed }: NewVersion,
  { actor }: Author,
  atMs: number,
  when: Condition,
): Statement {
  const { title, description, metrics, training, data } = manifest;
  const row: Readonly<Record<string, SqlValue>> = {
    ...{ model, digest, published_by: actor, published_at: atMs },
    ...{ title, description, metrics: JSON.stringify(metrics) },
    ...{ preset: training.preset, seed: training.seed, steps: training.steps },
    ...{ data_name: data.name, data_sha256: data.sha256 ?? null },
    parent_kind: training.parent?.kind ?? null,
    parent_sha256: training.parent?.sha256 ?? null,
    publisher: signed?.publisher ?? null,
    counter: signed?.counter ?? null,
    expires_at: signed?.expiresAtMs ?? null,
    statement: signed?.token ?? null,
  };
  const values = Object.values(row);
  return {
    sql: `INSERT INTO versions (${Object.keys(row).join(', ')})
          SELECT ${values.map(() => '?').join(', ')} WHERE ${when.sql}
          ON CONFLICT DO UPDATE SET publisher = excluded.publisher, counter = excluded.counter,
            expires_at = excluded.expires_at, statement = excluded.statement
            WHERE excluded.statement IS NOT NULL`,
    values: [...values, ...when.values],
  };
}

function objectStatement({ model, digest }: NewVersion, key: string, when: Condition): Statement {
  return {
    sql: `INSERT INTO version_objects (model, digest, key) SELECT ?, ?, ? WHERE ${when.sql}
          ON CONFLICT DO NOTHING`,
    values: [model, digest, key, ...when.values],
  };
}

function counterStatement(
  model: string,
  { publisher, counter }: BelievedStatement,
  when: Condition,
): Statement {
  return {
    sql: `INSERT INTO counters (model, publisher, counter) SELECT ?, ?, ? WHERE ${when.sql}
          ON CONFLICT DO UPDATE SET counter = excluded.counter RETURNING counter`,
    values: [model, publisher, counter, ...when.values],
  };
}
