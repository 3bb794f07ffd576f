/** What was seen, for people: one line a runtime, one column a suite. */
import type { Results, SuiteName } from './job.ts';

const SUITES: readonly SuiteName[] = ['contract', 'retries', 'idempotency', 'replay', 'verify'];

export interface Row {
  readonly runtime: string;
  readonly version: string;
  readonly seconds: number;
  /** Or why there are none. */
  readonly results: Results | string;
}

export function printTable(rows: readonly Row[]): string {
  const table = [
    ['runtime', 'version', ...SUITES, 'seconds'],
    ...rows.map(({ runtime, version, results, seconds }) => [
      ...[runtime, version],
      ...SUITES.map((suite) => word(results, suite)),
      seconds.toFixed(1),
    ]),
  ];
  const widths = (table[0] ?? []).map((_, column) =>
    Math.max(...table.map((cells) => cells[column]?.length ?? 0)),
  );
  return table
    .map((cells) =>
      cells
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** What went wrong, runtime by runtime. */
export function failuresOf(rows: readonly Row[]): string[] {
  return rows.flatMap(({ runtime, results }) => {
    if (typeof results === 'string') return [`${runtime}: ${results}`];
    return SUITES.flatMap((suite) =>
      results[suite] === null ? [] : [`${runtime}, ${suite}: ${results[suite]}`],
    );
  });
}

function word(results: Row['results'], suite: SuiteName): string {
  if (typeof results === 'string') return '-';
  return results[suite] === null ? 'passed' : 'FAILED';
}
