/**
 * Whether an alias would take a version: what the service will say of it, as far as it can be known beforehand.
 * Whether its publisher is believed still, the service alone knows.
 */
import { judge } from '@comfy-edge/contract';
import type { Model } from '../../resources/models.ts';
import type { VersionSide } from './version-diff.ts';

export interface Objection {
  /** The problem that the service would answer with. */
  readonly code: 'below_quality_gate' | 'older_version' | 'statement_expired';
  readonly detail: string;
  /** Whether `--force` with a reason overrules it. */
  readonly canBeForced: boolean;
}

/** @param present the version that the alias points at; undefined where there is no such alias */
export function objectionsTo(
  candidate: VersionSide,
  present: VersionSide | undefined,
  policy: Model['aliases'][number]['policy'],
  nowMs: number,
): Objection[] {
  const failures = judge(
    policy ?? { rules: [] },
    candidate.version.metrics,
    present?.version.metrics,
  );
  const gate = failures.map(({ metric, expected, actual }): Objection => {
    const detail = `expected ${metric} ${expected}, got ${actual ?? 'none'}`;
    return { code: 'below_quality_gate', detail, canBeForced: true };
  });
  return [...expired(candidate, nowMs), ...older(candidate, present), ...gate];
}

function expired({ listed }: VersionSide, nowMs: number): Objection[] {
  const expiresAt = listed?.publication?.expiresAt;
  if (expiresAt === undefined || Date.parse(expiresAt) > nowMs) return [];
  const detail = `expected a statement that is valid, got one that expired at ${expiresAt}`;
  return [{ code: 'statement_expired', detail, canBeForced: false }];
}

function older(candidate: VersionSide, present: VersionSide | undefined): Objection[] {
  const counter = candidate.listed?.publication?.counter;
  const before = present?.listed?.publication?.counter;
  if (counter === undefined || before === undefined || counter >= before) return [];
  const detail = `expected a counter of ${before} or more, got ${counter}`;
  return [{ code: 'older_version', detail, canBeForced: true }];
}
