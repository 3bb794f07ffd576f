/**
 * The quality gate of an alias: what a version's metrics must reach before the alias may point at it. The
 * metrics are what its manifest says, so whoever signs the manifest answers for them. The Worker decides by it, and
 * the command line says beforehand how it will.
 */

export interface QualityRule {
  readonly metric: string;
  /** Which way is up. */
  readonly better: 'higher' | 'lower';
  /** No worse than this. */
  readonly limit?: number;
  /** No worse than the present version by more than this. */
  readonly tolerance?: number;
}

export interface QualityPolicy {
  readonly rules: readonly QualityRule[];
}

export type Metrics = Readonly<Record<string, number>>;

export interface GateFailure {
  readonly metric: string;
  readonly rule: 'limit' | 'tolerance';
  /** `>= 0.8` */
  readonly expected: string;
  /** Null where the manifest says nothing of it. */
  readonly actual: number | null;
}

/**
 * @param present of the version that the alias points at; what it has no metric for is not compared
 * @returns nothing where the version may pass
 */
export function judge(
  { rules }: QualityPolicy,
  candidate: Metrics,
  present: Metrics | undefined,
): GateFailure[] {
  return rules.flatMap(({ metric, better, limit, tolerance }): GateFailure[] => {
    const actual = candidate[metric] ?? null;
    const before = present?.[metric];
    const failure = (rule: GateFailure['rule'], bound: number): GateFailure[] => {
      const isMet = actual !== null && (better === 'higher' ? actual >= bound : actual <= bound);
      if (isMet) return [];
      return [{ metric, rule, expected: `${better === 'higher' ? '>=' : '<='} ${bound}`, actual }];
    };
    return [
      ...(limit === undefined ? [] : failure('limit', limit)),
      ...(tolerance === undefined || before === undefined
        ? []
        : failure('tolerance', worse(before, tolerance, better))),
    ];
  });
}

/** Without the last digits of a binary subtraction, which nobody wrote: 0.9 - 0.1 is 0.8. */
function worse(before: number, tolerance: number, better: QualityRule['better']): number {
  const bound = better === 'higher' ? before - tolerance : before + tolerance;
  return Number(bound.toPrecision(12));
}
