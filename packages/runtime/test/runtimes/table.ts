/** What was seen, for people: one line a runtime. */
import type { Answer } from './digests.ts';

export interface Row {
  readonly runtime: string;
  readonly version: string;
  readonly goldens: string;
  readonly batches: string;
}

const SHA256 = /\b[0-9a-f]{64}\b/g;

/** Counts what agrees; the tests say what does not. */
export function rowOf(runtime: string, version: string, answer: Answer, goldens: unknown): Row {
  if ('refusal' in answer) return { runtime, version, goldens: answer.refusal.code, batches: '' };
  const { digests } = answer;
  const batches = Object.values(digests.batches).flatMap(({ alone, together }) =>
    together.map((batch) => batch.every((digest, index) => digest === alone[index])),
  );
  const wanted = digestsIn(goldens);
  const made = digestsIn(digests.goldens);
  const equal = wanted.filter((digest, index) => digest === made[index]);
  return {
    runtime,
    version,
    goldens: `${equal.length} of ${wanted.length}`,
    batches: `${batches.filter(Boolean).length} of ${batches.length}`,
  };
}

export function printRows(rows: readonly Row[]): string {
  const table = [
    {
      runtime: 'runtime',
      version: 'version',
      goldens: 'golden digests',
      batches: 'batches as alone',
    },
    ...rows,
  ].map(({ runtime, version, goldens, batches }) => [runtime, version, goldens, batches]);
  const widths = [0, 1, 2, 3].map((column) =>
    Math.max(...table.map((cells) => cells[column]?.length ?? 0)),
  );
  return table
    .map((cells) =>
      cells
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function digestsIn(value: unknown): string[] {
  return JSON.stringify(value).match(SHA256) ?? [];
}
