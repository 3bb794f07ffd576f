/**
 * The audit log: who did what to what, when, and why. An entry is a statement for the same batch as the
 * change that it tells of, so neither is there without the other; the database refuses to change or to
 * delete one (`migrations/0002_registry.sql`).
 */

import type { Database, SqlValue, Statement } from '../database.ts';

export const auditActions = [
  'alias.create',
  'alias.move',
  'alias.policy',
  'alias.rollback',
  'blobs.collect',
  'canary.end',
  'canary.set',
  'key.create',
  'key.revoke',
  'publisher.add',
  'publisher.revoke',
  'version.delete',
  'version.publish',
  'version.sign',
] as const;

export type AuditAction = (typeof auditActions)[number];

/** Who changes something, and with which request. */
export interface Author {
  /** Id of the API key. */
  readonly actor: string;
  readonly requestId: string;
}

export interface AuditEntry extends Author {
  readonly action: AuditAction;
  readonly atMs: number;
  readonly model?: string;
  /** An alias or a digest of the model, or else a publisher or a key. */
  readonly subject?: string;
  readonly reason?: string | undefined;
  /** What changed. Secrets have no place here. */
  readonly detail?: Readonly<Record<string, string | number | boolean | null>>;
}

/** When something is to be written: an SQL expression with `?` for each of the values. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

/** The statement that writes an entry, for the batch that makes the change. */
export function auditStatement(entry: AuditEntry, when?: Condition): Statement {
  const { atMs, actor, action, model, subject, reason, detail = {}, requestId } = entry;
  return {
    sql: `INSERT INTO audit (at, actor, action, model, subject, reason, detail, request_id)
          SELECT ?, ?, ?, ?, ?, ?, ?, ? WHERE ${when?.sql ?? 'TRUE'}`,
    values: [
      ...[atMs, actor, action, model ?? null, subject ?? null, reason ?? null],
      ...[JSON.stringify(detail), requestId],
      ...(when?.values ?? []),
    ],
  };
}

export interface AuditFilter {
  readonly model?: string | undefined;
  readonly actor?: string | undefined;
  readonly action?: string | undefined;
  /** Only entries older than this one. */
  readonly before?: number | undefined;
}

export interface AuditRow {
  readonly id: number;
  readonly at: number;
  readonly actor: string;
  readonly action: AuditAction;
  readonly model: string | null;
  readonly subject: string | null;
  readonly reason: string | null;
  readonly detail: string;
  readonly request_id: string;
}

/** Newest first. */
export function listAudit(
  database: Database,
  { model, actor, action, before }: AuditFilter,
  limit: number,
): Promise<AuditRow[]> {
  const conditions: Condition[] = [
    ...(model === undefined ? [] : [{ sql: 'model = ?', values: [model] }]),
    ...(actor === undefined ? [] : [{ sql: 'actor = ?', values: [actor] }]),
    ...(action === undefined ? [] : [{ sql: 'action = ?', values: [action] }]),
    ...(before === undefined ? [] : [{ sql: 'id < ?', values: [before] }]),
  ];
  const where = ['TRUE', ...conditions.map(({ sql }) => sql)].join(' AND ');
  return database.all<AuditRow>(
    `SELECT * FROM audit WHERE ${where} ORDER BY id DESC LIMIT ?`,
    ...conditions.flatMap(({ values }) => values),
    limit,
  );
}
