/**
 * Quality rules as people write them: `cas>=0.8` is a limit, `cas>=current-0.01` no worse than the version in
 * place by more than that.
 */
import type { QualityRule } from '@comfy-edge/contract';
import { InvalidArgumentError } from 'commander';

const pattern = /^\s*([^<>=\s]+)\s*(>=|<=)\s*(?:(current)\s*(?:([+-])\s*)?)?([\d.eE+-]*)\s*$/;

/** For `argParser`. */
export function qualityRule(text: string): QualityRule {
  const [, metric, relation, current, sign, digits] = pattern.exec(text) ?? [];
  const value = digits === '' ? 0 : Number(digits);
  const better = relation === '>=' ? 'higher' : 'lower';
  // Worse is down where higher is better, and up where lower is.
  const worse = better === 'higher' ? '-' : '+';
  if (metric === undefined || !Number.isFinite(value)) throw expectedRule(text);
  if (current === undefined) {
    if (digits === '') throw expectedRule(text);
    return { metric, better, limit: value };
  }
  if ((sign === undefined) !== (digits === '') || (sign ?? worse) !== worse || value < 0) {
    throw expectedRule(text);
  }
  return { metric, better, tolerance: value };
}

function expectedRule(text: string): InvalidArgumentError {
  return new InvalidArgumentError(
    `Expected a rule such as cas>=0.8, cfid<=0.3, cas>=current-0.01 or cfid<=current+0.05, got ${text}.`,
  );
}

/** The same backwards; a rule with limit and tolerance is two. */
export function ruleTexts({ metric, better, limit, tolerance }: QualityRule): string[] {
  const relation = better === 'higher' ? '>=' : '<=';
  const worse = better === 'higher' ? '-' : '+';
  const current = tolerance === 0 ? 'current' : `current${worse}${tolerance}`;
  return [
    ...(limit === undefined ? [] : [`${metric}${relation}${limit}`]),
    ...(tolerance === undefined ? [] : [`${metric}${relation}${current}`]),
  ];
}
