/**
 * Moving aliases: which version may be served where. A version must be vouched for by a publisher who is
 * believed still, must not be older than the one in its place, and must pass the alias's quality gate. The
 * last two give way to a reason, which is recorded; the first to nothing but another signature.
 *
 * A rollback goes back along what the alias served before, and asks for none of it but that the publisher is
 * believed: it is what one does at night.
 */

import { judge, type QualityPolicy } from '@comfy-edge/contract';
import { ProblemError } from '../http/problem-error.ts';
import type { AliasChange, AliasState, AliasStore, CanaryCount } from './alias-store.ts';
import type { Author } from './audit-log.ts';
import { statementMissing } from './believe-statement.ts';
import type { Split } from './canary-split.ts';
import { metricsOf, type VersionRow, type VersionStore, versionNotFound } from './version-store.ts';

/** When an alias may be written: `absent` to create it, a revision to replace that. */
export type AliasCondition = { readonly absent: true } | { readonly revision: string };

export interface Why {
  readonly reason?: string | undefined;
  /** Whether an older version, or one below the gate, is meant. */
  readonly force?: boolean | undefined;
}

interface Place {
  readonly model: string;
  readonly alias: string;
}

export interface PromotionOptions {
  readonly aliases: AliasStore;
  readonly versions: VersionStore;
  /** Whether the deployment takes versions that nobody signed. */
  readonly takesUnsigned: boolean;
  readonly author: Author;
}

export class Promotion {
  readonly #aliases: AliasStore;
  readonly #versions: VersionStore;
  readonly #takesUnsigned: boolean;
  readonly #author: Author;

  constructor({ aliases, versions, takesUnsigned, author }: PromotionOptions) {
    this.#aliases = aliases;
    this.#versions = versions;
    this.#takesUnsigned = takesUnsigned;
    this.#author = author;
  }

  /**
   * Creates or moves an alias; a canary that it had ends.
   *
   * @returns the new revision
   * @throws ProblemError `version_not_found`, `precondition_failed`, `statement_missing`,
   *   `statement_expired`, `publisher_untrusted`, `older_version`, `below_quality_gate`
   */
  async move(place: Place, digest: string, condition: AliasCondition, why: Why): Promise<number> {
    const { model, alias } = place;
    const [before, version] = await Promise.all([
      this.#aliases.find(model, alias),
      this.#version(model, digest),
    ]);
    checkCondition(alias, before, condition);
    const detail = await this.#checkVersion(model, version, before, why);
    return this.#apply({
      ...place,
      before,
      action: before === undefined ? 'alias.create' : 'alias.move',
      digest,
      canary: undefined,
      policy: before?.policy,
      rollbackTo: await this.#rollbackOf(place, before, digest),
      reason: why.reason,
      detail,
    });
  }

  /**
   * @returns the state that it led to
   * @throws ProblemError `alias_not_found`, `precondition_failed`, `rollback_impossible`
   */
  async rollBack(
    place: Place,
    before: AliasState,
    { reason, change }: Why & Pick<AliasChange, 'change'>,
  ): Promise<{ digest: string; revision: number }> {
    const { model, alias } = place;
    const { policy } = before;
    const common = { ...place, before, reason, change, canary: undefined, policy };
    const action = 'alias.rollback' as const;
    // A canary is the last thing that was begun, so it is what is taken back.
    if (before.canary !== undefined) {
      const rollbackTo = await this.#aliases.rollbackOf(model, alias, before.revision);
      const { digest } = before;
      const detail = { endedCanary: before.canary.digest };
      return {
        digest,
        revision: await this.#apply({ ...common, action, digest, rollbackTo, detail }),
      };
    }
    const target = await this.#aliases.rollbackTarget(model, alias, before);
    if (target === undefined) {
      throw new ProblemError(
        'rollback_impossible',
        `expected alias "${alias}" to have served a version before that may still be served, got none`,
        { parameter: 'alias' },
      );
    }
    const { digest, rollback_to: rollbackTo } = target;
    return { digest, revision: await this.#apply({ ...common, action, digest, rollbackTo }) };
  }

  /**
   * Sends a share of the callers to another version, or changes the share.
   *
   * @throws ProblemError as `move`
   */
  async split(place: Place, before: AliasState, canary: Split, why: Why): Promise<number> {
    const { model, alias } = place;
    if (canary.digest === before.digest) {
      throw new ProblemError(
        'invalid_request',
        `expected another version than the one that alias "${alias}" points at, got the same`,
        { pointer: '/digest' },
      );
    }
    const version = await this.#version(model, canary.digest);
    const detail = await this.#checkVersion(model, version, before, why);
    const rollbackTo = await this.#aliases.rollbackOf(model, alias, before.revision);
    const { digest, policy } = before;
    const { reason } = why;
    const action = 'canary.set' as const;
    return this.#apply({
      ...place,
      before,
      action,
      digest,
      canary,
      policy,
      rollbackTo,
      reason,
      detail,
    });
  }

  async endSplit(place: Place, before: AliasState, reason: string | undefined): Promise<number> {
    if (before.canary === undefined) throw noCanary(place.alias);
    const { digest, policy } = before;
    const rollbackTo = await this.#aliases.rollbackOf(place.model, place.alias, before.revision);
    const action = 'canary.end' as const;
    return this.#apply({
      ...place,
      before,
      action,
      digest,
      canary: undefined,
      policy,
      rollbackTo,
      reason,
    });
  }

  /** What serves already is not judged again. */
  async setPolicy(
    place: Place,
    before: AliasState,
    policy: QualityPolicy,
    reason: string | undefined,
  ): Promise<number> {
    const { digest, canary } = before;
    const rollbackTo = await this.#aliases.rollbackOf(place.model, place.alias, before.revision);
    const action = 'alias.policy' as const;
    const detail = { policy: JSON.stringify(policy) };
    return this.#apply({
      ...place,
      before,
      action,
      digest,
      canary,
      policy,
      rollbackTo,
      reason,
      detail,
    });
  }

  async #version(model: string, digest: string): Promise<VersionRow> {
    const version = await this.#versions.find(model, digest);
    if (version !== undefined) return version;
    throw versionNotFound(model, digest, { pointer: '/digest' });
  }

  /** @returns what was overruled, for the audit log */
  async #checkVersion(
    model: string,
    version: VersionRow,
    before: AliasState | undefined,
    { force = false }: Why,
  ): Promise<Readonly<Record<string, string | boolean>>> {
    this.#checkStatement(version);
    const present = before && (await this.#versions.find(model, before.digest));
    const refusals = [
      olderThan(version, present),
      belowGate(version, present, before?.policy),
    ].flatMap((it) => (it === undefined ? [] : [it]));
    const [refusal] = refusals;
    if (refusal === undefined) return {};
    if (!force) throw refusal;
    return { forced: true, overruled: refusals.map(({ message }) => message).join('; ') };
  }

  #checkStatement({ publisher, expires_at, revoked_at }: VersionRow): void {
    if (publisher === null) {
      if (this.#takesUnsigned) return;
      throw statementMissing({ pointer: '/digest' });
    }
    if (revoked_at !== null) {
      throw new ProblemError(
        'publisher_untrusted',
        `expected a version whose publisher is believed, got one of ${publisher}, who was revoked; have another sign it`,
        { pointer: '/digest' },
      );
    }
    if (expires_at === null || Date.now() < expires_at) return;
    throw new ProblemError(
      'statement_expired',
      `expected a version whose statement is still valid, got one that expired at ${new Date(expires_at).toISOString()}; sign it again`,
      { pointer: '/digest' },
    );
  }

  /** Back to the version that is replaced, which is where the history is at before this change. */
  async #rollbackOf(
    { model, alias }: Place,
    before: AliasState | undefined,
    digest: string,
  ): Promise<number | null> {
    if (before === undefined) return null;
    if (before.digest !== digest) return before.revision;
    return this.#aliases.rollbackOf(model, alias, before.revision);
  }

  async #apply(change: Parameters<AliasStore['apply']>[0]): Promise<number> {
    const revision = await this.#aliases.apply(change, this.#author);
    if (revision !== undefined) return revision;
    throw preconditionFailed(
      `expected alias "${change.alias}" and its versions to be as they were read, got a change; read them again`,
    );
  }
}

/** @throws ProblemError `precondition_failed` */
export function checkCondition(
  alias: string,
  before: AliasState | undefined,
  condition: AliasCondition | undefined,
): void {
  if (condition === undefined) return;
  if ('absent' in condition) {
    if (before === undefined) return;
    throw preconditionFailed(
      `expected no alias "${alias}" yet, got one; send If-Match with its ETag to move it`,
      'If-None-Match',
    );
  }
  if (`${before?.revision}` === condition.revision) return;
  throw preconditionFailed(
    `expected alias "${alias}" to have ETag "${condition.revision}", got another; read it again`,
    'If-Match',
  );
}

export function noCanary(alias: string): ProblemError {
  return new ProblemError('canary_not_found', `expected a canary of alias "${alias}", got none`, {
    parameter: 'alias',
  });
}

/** Both versions of a split, also before either was counted. */
export function countsOf(
  { digest, canary }: AliasState,
  counts: readonly CanaryCount[],
): CanaryCount[] {
  const none = (it: string): CanaryCount => ({ digest: it, requests: 0, failures: 0 });
  return [digest, ...(canary === undefined ? [] : [canary.digest])].map(
    (it) => counts.find((count) => count.digest === it) ?? none(it),
  );
}

function preconditionFailed(message: string, parameter = 'If-Match'): ProblemError {
  return new ProblemError('precondition_failed', message, { parameter });
}

/** A counter that a stolen key drove up is no reason, once that key is revoked. */
function olderThan(version: VersionRow, present: VersionRow | undefined): ProblemError | undefined {
  const isComparable = present?.revoked_at === null && present.digest !== version.digest;
  if (!isComparable || present.counter === null || version.counter === null) return undefined;
  if (version.counter > present.counter) return undefined;
  return new ProblemError(
    'older_version',
    `expected a version with a counter above ${present.counter}, got ${version.counter}; roll back, or send force and a reason`,
    { pointer: '/digest' },
  );
}

function belowGate(
  version: VersionRow,
  present: VersionRow | undefined,
  policy: QualityPolicy | undefined,
): ProblemError | undefined {
  if (policy === undefined) return undefined;
  const failures = judge(policy, metricsOf(version), present && metricsOf(present));
  if (failures.length === 0) return undefined;
  const named = failures.map(
    ({ metric, expected, actual }) => `${metric} ${expected}, got ${actual ?? 'none'}`,
  );
  return new ProblemError('below_quality_gate', `expected ${named.join('; ')}`, {
    pointer: '/digest',
    members: { failures },
  });
}
