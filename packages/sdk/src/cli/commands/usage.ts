/** `comfy-edge usage`: what keys have used. */
import { Option } from 'commander';
import type { UsageRow } from '../../resources/usage.ts';
import { defineCommand } from '../command.ts';
import { dayText } from '../options.ts';
import { table } from '../output/table.ts';

type GroupField = 'day' | 'key' | 'model';

interface Flags {
  readonly from?: string;
  readonly to?: string;
  readonly keyId?: string;
  readonly model?: string;
  readonly by?: GroupField;
}

type Counts = Pick<UsageRow, 'requests' | 'images' | 'errors' | 'estimatedCpuMs'>;

export const usage = defineCommand<Flags>({
  name: 'usage',
  summary: 'Show what keys have used',
  more: 'Requests, images, errors and estimated CPU by day (UTC), key and model. A key sees its own; one with the scope admin all. Counts come some thirty seconds late.',
  options: [
    new Option('--from <day>', 'such as 2026-11-01; 29 days before the last').argParser(dayText),
    new Option('--to <day>', 'today when left out').argParser(dayText),
    new Option('--key-id <id>', 'of one key'),
    new Option('--model <name>', 'of one model'),
    new Option('--by <field>', 'sums').choices(['day', 'key', 'model']),
  ],
  examples: {
    usage: 'The last thirty days',
    'usage --from 2026-11-01 --to 2026-11-30 --by key': 'A month, key by key',
    'usage --json | jq "[.usage[].images] | add"': 'All images',
  },
  async run(session, { from, to, keyId, model, by }) {
    const filter = {
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to }),
      ...(keyId !== undefined && { key: keyId }),
      ...(model !== undefined && { model }),
    };
    const rows: UsageRow[] = [];
    await session.during('usage', async () => {
      for await (const row of session.edge.usage.list({ ...filter, limit: 100 })) rows.push(row);
    });
    const total = sum(rows);
    const shown = by === undefined ? rows : grouped(rows, by);
    const names = by === undefined ? (['day', 'key', 'model'] as const) : [by];
    session.print({
      json: { usage: shown, total },
      text: (paint) => {
        const cells = shown.map((row) => [...names.map((name) => row[name]), ...countCells(row)]);
        const all = ['all', ...names.slice(1).map(() => ''), ...countCells(total)];
        const heads = [...names.map((name) => name.toUpperCase()), ...countHeads];
        return table(heads, [...cells, all], paint);
      },
    });
    return undefined;
  },
});

const countHeads = ['REQUESTS', 'IMAGES', 'ERRORS', 'CPU MS, ESTIMATED'];

function countCells({ requests, images, errors, estimatedCpuMs }: Counts): number[] {
  return [requests, images, errors, Math.round(estimatedCpuMs)];
}

/** In the order in which the groups come first. */
function grouped(rows: readonly UsageRow[], by: GroupField) {
  const names = [...new Set(rows.map((row) => row[by]))];
  return names.map((name): Counts & { readonly [Field in GroupField]?: string | undefined } => ({
    [by]: name,
    ...sum(rows.filter((row) => row[by] === name)),
  }));
}

function sum(rows: readonly Counts[]): Counts {
  const total = (count: (row: Counts) => number) =>
    rows.reduce((before, row) => before + count(row), 0);
  return {
    requests: total((row) => row.requests),
    images: total((row) => row.images),
    errors: total((row) => row.errors),
    estimatedCpuMs: total((row) => row.estimatedCpuMs),
  };
}
