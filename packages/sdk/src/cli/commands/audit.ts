/** `comfy-edge audit`: who did what, when and why. */
import { Option } from 'commander';
import type { AuditEntry } from '../../resources/audit.ts';
import { defineCommand } from '../command.ts';
import { wholeNumber } from '../options.ts';
import { shortDigest, timeText } from '../output/quantities.ts';
import { table } from '../output/table.ts';

interface Flags {
  readonly model?: string;
  readonly actor?: string;
  readonly action?: AuditEntry['action'];
  readonly limit: number;
  readonly all?: true;
}

/** A page of the contract. */
const pageSize = 100;

export const audit = defineCommand<Flags>({
  name: 'audit',
  summary: 'Show who did what, when and why',
  more: 'The audit log, newest first. Needs a key with the scope admin.',
  options: [
    new Option('--model <name>', 'what was done to one model'),
    new Option('--actor <id>', 'what was done with one key'),
    new Option('--action <name>', 'such as alias.move'),
    new Option('--limit <n>', 'entries').argParser(wholeNumber).default(30),
    new Option('--all', 'every entry there is'),
  ],
  examples: {
    'audit --model fashion-mnist': 'What became of a model',
    'audit --action alias.rollback --all --json': 'Every rollback there was',
  },
  async run(session, { model, actor, action, limit, all }) {
    const filter = {
      ...(model !== undefined && { model }),
      ...(actor !== undefined && { actor }),
      ...(action !== undefined && { action }),
    };
    const most = all === true ? Number.POSITIVE_INFINITY : limit;
    const entries: AuditEntry[] = [];
    await session.during('audit', async () => {
      const page = Math.max(1, Math.min(pageSize, most));
      for await (const entry of session.edge.audit.list({ ...filter, limit: page })) {
        if (entries.length === most) break;
        entries.push(entry);
      }
    });
    session.print({
      json: { entries },
      text: (paint) =>
        table(
          ['TIME', 'ACTOR', 'ACTION', 'MODEL', 'SUBJECT', 'REASON', 'DETAIL'],
          entries.map((entry) => [
            ...[timeText(entry.at), entry.actor, entry.action, entry.model],
            ...[subjectOf(entry), entry.reason, detailOf(entry)],
          ]),
          paint,
        ),
    });
    return undefined;
  },
});

function subjectOf({ subject }: AuditEntry): string | undefined {
  return subject === undefined ? undefined : abbreviated(subject);
}

function detailOf({ detail }: AuditEntry): string {
  return Object.entries(detail)
    .filter(([, value]) => value !== null && value !== '{}')
    .map(([name, value]) => `${name}=${abbreviated(String(value))}`)
    .join(' ');
}

function abbreviated(text: string): string {
  return text.replace(/\b[0-9a-f]{64}\b/g, shortDigest);
}
