/** `comfy-edge keys list`. */
import type { Key } from '../../../resources/keys.ts';
import { defineCommand } from '../../command.ts';
import { timeText } from '../../output/quantities.ts';
import { table } from '../../output/table.ts';
import { stateCell } from './key-table.ts';

export const listKeys = defineCommand({
  name: 'list',
  summary: 'List the keys',
  more: 'The newest first, also those that were revoked or have expired. Needs a key with the scope admin.',
  examples: { 'keys list': 'All keys' },
  async run(session) {
    const keys: Key[] = [];
    await session.during('keys', async () => {
      for await (const key of session.edge.keys.list({ limit: 100 })) keys.push(key);
    });
    const nowMs = Date.now();
    session.print({
      json: { keys },
      text: (paint) =>
        table(
          ['ID', 'NAME', 'SCOPES', 'CREATED', 'LAST USED', 'STATE'],
          keys.map((key) => [
            ...[key.id, key.name, key.scopes.join(' '), timeText(key.createdAt)],
            ...[timeText(key.lastUsedAt), stateCell(key, paint, nowMs)],
          ]),
          paint,
        ),
    });
    return undefined;
  },
});
